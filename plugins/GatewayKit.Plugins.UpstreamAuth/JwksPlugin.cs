using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>Publishes the public keys by which upstreams verify the gateway's JWTs (JWK Set, RFC 7517, section 5).</summary>
[GatewayPlugin<JwksOptions>("jwks", PluginStage.Origin)]
public sealed class JwksPlugin : IRequestHook
{
    private readonly GatewayResponse _keys;

    /// <summary>Initializes a new instance and reads the keys.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry, for files.</param>
    /// <param name="files">Watches the key files.</param>
    public JwksPlugin(JwksOptions options, PluginPlacement placement, IPluginFiles files)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys");
            for (var i = 0; i < options.KeyFiles.Count; i++)
            {
                using var key = SigningKey.Load($"keyFiles[{i}]", placement.ResolvePath(options.KeyFiles[i]), files);
                Write(json, key);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        _keys = new GatewayResponse(200)
            .WithBody(buffer.WrittenMemory.ToArray(), "application/jwk-set+json")
            .WithHeader(
                "Cache-Control", string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)options.MaxAge.TotalSeconds}"));
    }

    /// <summary>Answers with the keys.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Respond(_keys);

    /// <summary>Writes the public parameters only (RFC 7518, sections 6.2.1 and 6.3.1).</summary>
    private static void Write(Utf8JsonWriter json, SigningKey key)
    {
        json.WriteStartObject();
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
        [
            ("kty", key.Public.Kty), ("n", key.Public.N), ("e", key.Public.E),
            ("crv", key.Public.Crv), ("x", key.Public.X), ("y", key.Public.Y),
            ("kid", key.KeyId), ("alg", key.Algorithm), ("use", "sig"),
        ])
        {
            if (!string.IsNullOrEmpty(value))
                json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
