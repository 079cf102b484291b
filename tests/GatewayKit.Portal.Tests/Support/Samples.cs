namespace GatewayKit.Portal.Tests.Support;

/// <summary>The configuration and the documents of tests.</summary>
internal static class Samples
{
    /// <summary>A payload in each text of the hostile document: markup, an attribute that ends, and a link.</summary>
    public const string Attack = "<script>alert(1)</script>\\\"><img src=x onerror=alert(1)>[go](javascript:alert(1))";

    public const string Portal = """
        routes:
          orders: { clusterId: up, match: { path: "/shop/{**rest}", methods: [GET, POST] }, transforms: [ { pathRemovePrefix: /shop } ] }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        portal:
          title: Acme APIs
          server: https://api.example.com
          tryIt: true
          apis:
            orders:
              title: Orders
              summary: Create and follow orders.
              description: "# About\n\nSee [the shop](https://example.com/shop)."
              owner: { name: Shop team, email: shop@example.com, url: "https://example.com/team" }
              tags: [sales]
              versions:
                - { version: v2, routes: [orders], document: "{folder}/orders.yaml" }
                - { version: v1, lifecycle: deprecated, sunset: 2027-06-30, document: "{folder}/orders-v1.json" }
            hostile:
              title: "<script>alert(1)</script>"
              summary: "\"><img src=x onerror=alert(1)>"
              description: "<b onclick=alert(1)>x</b> [a](javascript:alert(1)) <javascript:alert(1)> ![i](https://evil.example/x.png)"
              tags: ["<i>tag</i>"]
              versions: [ { version: v1, document: "{folder}/hostile.yaml" } ]
            plain:
              title: Plain
              versions: [ { version: v1, lifecycle: preview } ]
          guides:
            - { id: start, title: First steps, file: "{folder}/start.md" }
        """;

    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>
    {
        ["orders.yaml"] = """
            openapi: 3.1.0
            info: { title: Orders, version: 2.1.0, description: Orders of the **shop**. }
            servers: [ { url: "https://internal.example/v2" } ]
            tags: [ { name: orders, description: What customers buy. }, { name: admin } ]
            paths:
              /orders:
                get:
                  operationId: listOrders
                  summary: List orders
                  tags: [orders]
                  parameters:
                    - { name: limit, in: query, description: How many, schema: { type: integer, minimum: 1, maximum: 100, default: 20 } }
                  responses:
                    "200":
                      description: The orders
                      content:
                        application/json:
                          schema: { type: array, items: { $ref: "#/components/schemas/Order" } }
                          examples: { one: { value: [ { id: 1, item: tea } ] } }
                post:
                  operationId: createOrder
                  summary: Create an order
                  tags: [orders]
                  security: [ { key: [] } ]
                  requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
                  responses: { "201": { description: The new order } }
                delete:
                  operationId: deleteOrders
                  tags: [admin]
                  responses: { "204": { description: All gone } }
              /orders/{id}:
                get:
                  operationId: getOrder
                  summary: Get an order
                  tags: [orders]
                  deprecated: true
                  parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
                  responses: { "200": { description: The order, content: { application/json: { schema: { $ref: "common.yaml#/Tree" } } } } }
            components:
              securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } }
              schemas:
                Order:
                  type: object
                  required: [item]
                  properties:
                    id: { type: integer, readOnly: true }
                    item: { type: string, enum: [tea, coffee], description: The *article* }
                    note: { type: [string, "null"], maxLength: 200 }
            """,
        ["common.yaml"] = """
            Tree:
              type: object
              properties: { name: { type: string }, children: { type: array, items: { $ref: "#/Tree" } } }
            """,
        ["orders-v1.json"] = """
            { "swagger": "2.0", "info": { "title": "Orders", "version": "1" }, "host": "old.example", "basePath": "/v1",
              "paths": { "/orders": { "get": { "summary": "List orders of old", "produces": ["application/json"],
                "responses": { "200": { "description": "ok", "schema": { "$ref": "#/definitions/Order" } } } } } },
              "definitions": { "Order": { "type": "object", "properties": { "id": { "type": "integer", "x-nullable": true } } } } }
            """,
        ["hostile.yaml"] = $$"""
            openapi: 3.0.3
            info: { title: "{{Attack}}", version: "{{Attack}}", description: "{{Attack}}" }
            tags: [ { name: "{{Attack}}", description: "{{Attack}}" } ]
            servers: [ { url: "javascript:alert(1)" } ]
            paths:
              "/a/{{Attack}}":
                get:
                  operationId: "{{Attack}}"
                  summary: "{{Attack}}"
                  description: "{{Attack}}"
                  tags: ["{{Attack}}"]
                  parameters:
                    - { name: "{{Attack}}", in: query, description: "{{Attack}}", schema: { $ref: "#/components/schemas/A" } }
                  responses:
                    "200":
                      description: "{{Attack}}"
                      headers: { "X-{{Attack}}": { description: "{{Attack}}", schema: { type: string } } }
                      content:
                        "text/{{Attack}}":
                          schema: { type: object, description: "{{Attack}}", properties: { "{{Attack}}": { type: string } } }
                          examples: { "{{Attack}}": { value: "{{Attack}}" } }
            components:
              schemas: { A: { type: string, pattern: "{{Attack}}", enum: ["{{Attack}}"] } }
            """,
        ["start.md"] = """
            # Welcome

            ### Deep

            <script>alert(1)</script> [call](https://example.com) [bad](javascript:alert(1)) [near](../apis/orders)

            ```
            curl https://api.example.com
            ```
            """,
    };
}
