using System.Text.Json.Nodes;
using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Planning;

/// <summary>Sends requests to a gateway and plans changes.</summary>
internal static class PlanHost
{
    public const string Yaml = "application/yaml";

    public static async Task SendAsync(this AdminHost host, string method, string target, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await host.Gateway.Client.SendAsync(request).WaitAsync(AdminHost.Patience);
    }

    /// <summary>Plans a whole configuration.</summary>
    public static Task<AdminAnswer> PlanYamlAsync(this AdminHost host, string yaml, string? key = null)
        => host.SendAsync(HttpMethod.Post, "/v1/plan", key, yaml, ("Content-Type", Yaml));

    /// <summary>Plans a whole configuration once the sample has some requests: an exchange can end after its answer.</summary>
    public static Task<JsonNode> PlanAsync(this AdminHost host, int requests, string yaml)
        => PlanAsync(requests, () => host.PlanYamlAsync(yaml));

    public static Task<JsonNode> PlanAsync(int requests, Func<Task<AdminAnswer>> plan) => Eventually.NotNullAsync(async () =>
    {
        var answer = await plan();
        Assert.True(answer.Status == 200, $"{answer.Status} {answer.Text}");
        return (int)answer.Json["requests"]! >= requests ? answer.Json : null;
    });
}
