using Microsoft.AspNetCore.Connections;

namespace QuickStart;

/// <summary>Runs the gateway and prints what to try: what to expect, beginning with the status codes, and the line to enter.</summary>
internal static class Tour
{
    private static readonly (string Expect, string Curl)[] s_steps =
    [
        ("401: the orders need a key",
            """curl -i URL/orders"""),
        ("200: alice has one",
            """curl -i URL/orders -H "X-Api-Key: alice-key" """),
        ("201: the API knows who is calling without knowing any key",
            """curl -i URL/orders -H "X-Api-Key: alice-key" -d item=cocoa"""),
        ("200 200 200 429 429: alice may search three times in ten seconds",
            """curl -s -w " %{http_code}\n" "URL/search?q=tea&page=[1-5]" -H "X-Api-Key: alice-key" """),
        ("200 200 200 200 200: bob is in the group gold",
            """curl -s -w " %{http_code}\n" "URL/search?q=tea&page=[1-5]" -H "X-Api-Key: bob-key" """),
        ("200: the API sees X-Tenant and the caller's true name, not the key and no forged name; X-Frame-Options is added to its answer",
            """curl -i URL/headers -H "X-Api-Key: alice-key" -H "X-Consumer-Name: mallory" """),
        ("200: a plugin answers, without any API; Server-Timing is added by CustomPlugin.dll, loaded from its own folder",
            """curl -i URL/quote"""),
        ("200: events stream as they happen",
            """curl -iN URL/orders/events -H "X-Api-Key: alice-key" """),
        ("400: no other spelling of a path leads around the key",
            """curl -i --path-as-is URL/quote/%2e%2e/orders"""),
        ("404: no route",
            """curl -i URL/nowhere"""),
        ("504: this one never answers, and the gateway waits for a second",
            """curl -i URL/slow"""),
    ];

    public static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{error.Message}\nChoose another address: dotnet run --project samples/QuickStart -- --urls http://localhost:9090");
            return 1;
        }

        Print(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void Print(string url)
    {
        Console.WriteLine($"GatewayKit is listening on {url}\n\nTry, in another terminal:\n");
        foreach (var (expect, curl) in s_steps)
            Console.WriteLine($"  {expect}\n    {curl.TrimEnd().Replace("URL", url, StringComparison.Ordinal)}\n");
        Console.WriteLine("Change samples/QuickStart/gateway.yaml and try again; nothing needs a restart. Stop with Ctrl+C.");
    }
}
