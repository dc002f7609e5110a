terraform {
  required_version = ">= 1.4"
}

variable "environment" {
  type = string
}

variable "cidr" {
  type = string
}

variable "subnets" {
  type = number
}

resource "terraform_data" "network" {
  input = {
    name = "orders-${var.environment}"
    cidr = var.cidr
  }
}

resource "terraform_data" "subnet" {
  count = var.subnets

  input = {
    network = terraform_data.network.output.name
    cidr    = cidrsubnet(var.cidr, 8, count.index)
  }
}

output "network" {
  value = terraform_data.network.output.name
}
