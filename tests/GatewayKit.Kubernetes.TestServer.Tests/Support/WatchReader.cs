using System.Text.Json.Nodes;

namespace GatewayKit.Kubernetes.TestServer.Tests.Support;

/// <summary>Reads the events of a watch.</summary>
internal sealed class WatchReader(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    /// <summary>Returns the next event; <c>null</c> at the end.</summary>
    public async Task<JsonObject?> Next()
    {
        var line = await _reader.ReadLineAsync().WaitAsync(Api.Limit);
        return line is null ? null : (JsonObject)JsonNode.Parse(line)!;
    }

    /// <summary>Returns the next event as <c>ADDED name</c>.</summary>
    public async Task<string?> NextName()
        => await Next() is { } next ? $"{next["type"]} {next["object"]!["metadata"]!["name"]}" : null;

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
