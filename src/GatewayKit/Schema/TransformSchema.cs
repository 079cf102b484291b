using System.Text.Json.Nodes;

namespace GatewayKit.Schema;

/// <summary>The schema of one of YARP's transforms: a mapping of texts, whose keys say what is changed. A host's code can add others.</summary>
internal static class TransformSchema
{
    private static readonly string[] s_flags = ["true", "false"];
    private static readonly string[] s_when = ["Success", "Always", "Failure"];
    private static readonly string[] s_headerActions = ["Set", "Append", "Remove", "Off"];
    private static readonly string[] s_nodeFormats = ["None", "Random", "RandomAndPort", "RandomAndRandomPort", "Unknown", "UnknownAndPort", "UnknownAndRandomPort", "Ip", "IpAndPort", "IpAndRandomPort"];

    private static readonly Dictionary<string, YarpKey> s_keys = new()
    {
        ["pathPrefix"] = new("Puts a prefix before the path."),
        ["pathRemovePrefix"] = new("Removes a prefix from the path, if the path begins with it."),
        ["pathSet"] = new("Replaces the path."),
        ["pathPattern"] = new("Replaces the path by a pattern with the route's values, such as /v2/{**rest}."),
        ["queryValueParameter"] = new("Sets or appends to a query parameter: its name, beside set or append."),
        ["queryRouteParameter"] = new("Sets or appends a value of the route to a query parameter: its name, beside set or append."),
        ["queryRemoveParameter"] = new("Removes a query parameter."),
        ["httpMethodChange"] = new("Replaces a method, beside set."),
        ["requestHeadersCopy"] = new("Whether request headers are copied. Default: true.", s_flags),
        ["requestHeaderOriginalHost"] = new("Whether the client's Host header is sent. Default: false.", s_flags),
        ["requestHeader"] = new("Sets or appends to a request header: its name, beside set or append."),
        ["requestHeaderRouteValue"] = new("Sets or appends a value of the route to a request header: its name, beside set or append."),
        ["requestHeaderRemove"] = new("Removes a request header."),
        ["requestHeadersAllowed"] = new("The request headers that are copied, separated by semicolons; no others."),
        ["responseHeadersCopy"] = new("Whether response headers are copied. Default: true.", s_flags),
        ["responseHeader"] = new("Sets or appends to a response header: its name, beside set or append."),
        ["responseHeaderRemove"] = new("Removes a response header."),
        ["responseHeadersAllowed"] = new("The response headers that are copied, separated by semicolons; no others."),
        ["responseTrailersCopy"] = new("Whether trailers are copied. Default: true.", s_flags),
        ["responseTrailer"] = new("Sets or appends to a trailer: its name, beside set or append."),
        ["responseTrailerRemove"] = new("Removes a trailer."),
        ["responseTrailersAllowed"] = new("The trailers that are copied, separated by semicolons; no others."),
        ["set"] = new("The new value."),
        ["append"] = new("The value that is appended."),
        ["when"] = new("The responses that are changed. Default: Success.", s_when),
        ["X-Forwarded"] = new("What happens to all X-Forwarded headers. Default: Set.", s_headerActions),
        ["for"] = new("What happens to X-Forwarded-For, or what Forwarded says about the client.", s_headerActions),
        ["host"] = new("What happens to X-Forwarded-Host, or whether Forwarded says it.", [.. s_headerActions, .. s_flags]),
        ["proto"] = new("What happens to X-Forwarded-Proto, or whether Forwarded says it.", [.. s_headerActions, .. s_flags]),
        ["prefix"] = new("What happens to X-Forwarded-Prefix.", s_headerActions),
        ["headerPrefix"] = new("The prefix of the headers. Default: X-Forwarded-."),
        ["forwarded"] = new("The parts of the Forwarded header, separated by commas: for, by, proto, host."),
        ["by"] = new("What Forwarded says about the gateway.", s_headerActions),
        ["forFormat"] = new("How Forwarded writes the client. Default: Random.", s_nodeFormats),
        ["byFormat"] = new("How Forwarded writes the gateway. Default: Random.", s_nodeFormats),
        ["action"] = new("What happens to a Forwarded header that is there. Default: Set.", s_headerActions),
        ["clientCert"] = new("The request header that takes the client's certificate."),
    };

    /// <summary>The schema.</summary>
    public static JsonObject Of()
    {
        var properties = new JsonObject();
        foreach (var (key, meaning) in s_keys)
        {
            var schema = Values(meaning.Values);
            schema["description"] = meaning.Description;
            properties[key] = schema;
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = ScalarSchema.Of(typeof(string)) };
    }

    /// <summary>Text, for which names are suggested that aren't the only ones.</summary>
    public static JsonObject Values(string[] values) => values.Length == 0
        ? ScalarSchema.Of(typeof(string))
        : new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) }, ScalarSchema.Of(typeof(string))) };
}
