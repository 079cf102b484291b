using System.Text.Json.Nodes;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The settings of the runtime that GatewayKit's packages add to a host. Bare YARP runs without them.</summary>
internal static class RuntimeSettings
{
    public static IReadOnlyDictionary<string, int> OfGatewayKit { get; } = new Dictionary<string, int>
    {
        ["System.Threading.ThreadPool.UnfairSemaphoreSpinLimit"] = 0,
        ["System.Threading.ThreadPool.ThreadsToKeepAlive"] = -1,
    };

    /// <summary>Writes the <c>runtimeconfig.json</c> of a proxy.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="isGatewayKit">Whether the proxy is GatewayKit.</param>
    public static void Write(string path, bool isGatewayKit)
    {
        var own = Path.ChangeExtension(typeof(RuntimeSettings).Assembly.Location, ".runtimeconfig.json");
        var config = JsonNode.Parse(File.ReadAllText(own))!;
        var properties = config["runtimeOptions"]!["configProperties"]!.AsObject();
        foreach (var (name, value) in OfGatewayKit)
        {
            properties.Remove(name);
            if (isGatewayKit)
                properties.Add(name, value);
        }

        File.WriteAllText(path, config.ToJsonString());
    }
}
