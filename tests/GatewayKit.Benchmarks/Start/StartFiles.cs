using System.Text;

namespace GatewayKit.Benchmarks.Start;

/// <summary>A folder with the configuration of the gateway and the document of the mock.</summary>
internal sealed class StartFiles : IDisposable
{
    public const string Key = "alice-0123456789abcdef";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatewaykit-start-");

    public StartFiles(int routes, Uri upstream)
    {
        File.WriteAllText(Gateway, GatewayYaml(routes, upstream));
        File.WriteAllText(Document, """
            openapi: 3.0.3
            info: { title: Orders, version: "1" }
            paths:
              /orders/{id}:
                get:
                  parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
                  responses:
                    "200":
                      description: The order.
                      content: { application/json: { example: { id: 42, status: shipped } } }
            """);
    }

    public string Path => _folder.FullName;

    public string Gateway => System.IO.Path.Combine(Path, "gateway.yaml");

    public string Document => System.IO.Path.Combine(Path, "orders.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    private static string GatewayYaml(int routes, Uri upstream)
    {
        var yaml = new StringBuilder($$"""
            clusters:
              orders: { destinations: { one: { address: "{{upstream}}" } } }
            consumers:
              alice: { credentials: { key-auth: [ { key: {{Key}} } ] } }
            routes:

            """);
        for (var i = 0; i < routes; i++)
        {
            yaml.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""
                  orders-{{i}}:
                    clusterId: orders
                    match: { path: "/orders-{{i}}/{**rest}" }
                    plugins:
                      - { name: correlation-id }
                      - { name: key-auth }
                      - { name: rate-limit, options: { limit: 1000000, window: 1s, by: consumer } }
                      - { name: request-transform, options: { add: { headers: { X-Gateway: orders } } } }
                      - { name: response-transform, options: { add: { headers: { X-Frame-Options: DENY } } } }

                """);
        }

        return yaml.ToString();
    }
}
