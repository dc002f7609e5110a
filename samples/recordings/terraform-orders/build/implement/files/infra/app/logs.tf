locals {
log_bucket = {
  name           = "orders-${var.environment}-logs"
    retention_days = 30
    encrypted = true
    public    = false
  }
}

resource "terraform_data" "log_bucket" {
  input = local.log_bucket
}

output "log_bucket" {
  value = terraform_data.log_bucket.output.name
}
