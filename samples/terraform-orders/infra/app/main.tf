terraform {
  required_version = ">= 1.4"
}

variable "environment" {
  type = string
}

variable "site" {
  type        = string
  description = "Folder that stands for the running service."
}

locals {
  service = {
    name     = "orders"
    replicas = var.environment == "prod" ? 3 : 1
  }
}

resource "terraform_data" "service" {
  input            = local.service
  triggers_replace = local.service

  provisioner "local-exec" {
    command = "mkdir -p \"$SITE\" && printf '%s' \"$SERVICE\" > \"$SITE/orders.json\""
    environment = {
      SITE    = var.site
      SERVICE = jsonencode(local.service)
    }
  }
}

output "replicas" {
  value = terraform_data.service.output.replicas
}
