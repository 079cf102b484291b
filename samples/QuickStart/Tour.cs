using Microsoft.AspNetCore.Connections;

namespace QuickStart;

/// <summary>Runs the gateway and prints commands to try, each with the expected status codes.</summary>
internal static class Tour
{
    private static readonly (string Expect, string Curl)[] s_steps =
    [
        ("401: orders require a key",
            """curl -i URL/orders"""),
        ("200: Alice sends her key",
            """curl -i URL/orders -H "X-Api-Key: alice-key" """),
        ("201: the API gets the caller's name, but no key",
            """curl -i URL/orders -H "X-Api-Key: alice-key" -d item=cocoa"""),
        ("200 200 200 429 429: Alice can search three times in ten seconds",
            """curl -s -w " %{http_code}\n" "URL/search?q=tea&page=[1-5]" -H "X-Api-Key: alice-key" """),
        ("200 200 200 200 200: Bob is in the group 'gold', which has a higher limit",
            """curl -s -w " %{http_code}\n" "URL/search?q=tea&page=[1-5]" -H "X-Api-Key: bob-key" """),
        ("200: the API receives X-Tenant and the real caller instead of the forged name; the gateway adds X-Frame-Options to the response",
            """curl -i URL/headers -H "X-Api-Key: alice-key" -H "X-Consumer-Name: mallory" """),
        ("200: a plugin answers without an API; CustomPlugin.dll, loaded from its own folder, adds Server-Timing",
            """curl -i URL/quote"""),
        ("200: server-sent events arrive as they happen",
            """curl -iN URL/orders/events -H "X-Api-Key: alice-key" """),
        ("400: another spelling of the path can't bypass the key",
            """curl -i --path-as-is URL/quote/%2e%2e/orders"""),
        ("404: no route matches",
            """curl -i URL/nowhere"""),
        ("504: the API doesn't respond, and the gateway gives up after a second",
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
                $"{error.Message}\nUse another address: dotnet run --project samples/QuickStart -- --urls http://localhost:9090");
            return 1;
        }

        Print(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void Print(string url)
    {
        Console.WriteLine($"GatewayKit is listening on {url}\n\nTry these commands in another terminal:\n");
        foreach (var (expect, curl) in s_steps)
            Console.WriteLine($"  {expect}\n    {curl.TrimEnd().Replace("URL", url, StringComparison.Ordinal)}\n");
        Console.WriteLine("Edit samples/QuickStart/gateway.yaml and try again; changes take effect without a restart. Stop with Ctrl+C.");
    }
}
