using System.Globalization;
using System.Text;

namespace GatewayKit.Benchmarks.Plans;

/// <summary>
/// A folder with two configurations and an access log. Each path of the log is different. The later configuration has another limit for
/// each tenth route, another cluster for each hundredth, and no authentication for one.
/// </summary>
internal sealed class PlanFiles : IDisposable
{
    private const int Consumers = 100;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatewaykit-plan-");

    public PlanFiles(PlanOptions options)
    {
        File.WriteAllText(Path.Combine(Folder, "gateway.yaml"), Yaml(options, isLater: false));
        File.WriteAllText(Path.Combine(Folder, "new.yaml"), Yaml(options, isLater: true));
        File.WriteAllLines(Path.Combine(Folder, "access.log"), Enumerable.Range(0, options.Requests).Select(i => Line(options, i)));
    }

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Yaml(PlanOptions options, bool isLater)
    {
        var yaml = new StringBuilder("""
            plugins:
              - { name: correlation-id }
            clusters:
              one: { destinations: { a: { address: "http://127.0.0.1:5001" } } }
              two: { destinations: { a: { address: "http://127.0.0.1:5002" } } }
            consumers:

            """);
        for (var i = 0; i < Consumers; i++)
        {
            yaml.Append(
                CultureInfo.InvariantCulture, $"  consumer-{i}: {{ credentials: {{ key-auth: [ {{ key: key-of-consumer-{i} }} ] }} }}\n");
        }

        yaml.Append("routes:\n");
        for (var i = 0; i < options.Routes; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $$"""
                  route-{{i}}:
                    clusterId: {{(isLater && i % 100 == 1 ? "two" : "one")}}
                    match: { path: "/service-{{i}}/orders/{{options.Match}}" }
                    plugins:
                      - { name: key-auth, enabled: {{(isLater && i == 2 ? "false" : "true")}} }
                      - { name: rate-limit, options: { limit: {{(isLater && i % 10 == 0 ? 50 : 100)}}, window: 1m, by: consumer } }

                """);
        }

        return yaml.ToString();
    }

    private static string Line(PlanOptions options, int request)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/service-{request * 7L % options.Routes}/orders/{request}");
        var query = string.Create(CultureInfo.InvariantCulture, $"page={request % 17}");
        var (status, consumer) = request % 20 == 0
            ? (401, "null")
            : (200, string.Create(CultureInfo.InvariantCulture, $"\"consumer-{request % Consumers}\""));
        return """{"time":"2026-12-01T17:45:12.345Z","client.ip":"203.0.113.7","method":"GET","scheme":"http","host":"shop.example","""
            + string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                "path":"{{path}}","query":"{{query}}","status":{{status}},"consumer":{{consumer}}
                """)
            + ""","user-agent":"Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0"}""";
    }
}
