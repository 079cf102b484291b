using System.Text.RegularExpressions;
using static GatewayKit.Plugins.Tests.Bodies.Matrix.BodyResult;

namespace GatewayKit.Plugins.Tests.Bodies.Matrix;

/// <summary>The operations on bodies. A new one is a row.</summary>
internal static class BodyOperations
{
    private const string Json = "application/json";
    private const string Values = "\"z\":\"größe\",\"n\":12345678901234567890,\"x\":1e400,\"d\":0.10,\"a\":{\"b\":\"x😀\"}";
    private const string Texts =
        "\"z\":\"größe\",\"n\":\"12345678901234567890\",\"x\":\"1e400\",\"d\":\"0.10\",\"a\":{\"b\":\"x\\uD83D\\uDE00\"}";
    private const string Elements = "<z>größe</z><n>12345678901234567890</n><x>1e400</x><d>0.10</d><a><b>x😀</b></a>";
    private const string Declaration = """<?xml version="1.0" encoding="utf-8"?>""";
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Envelope = $"{Declaration}<soap11:Envelope xmlns:op=\"urn:o\" xmlns:soap11=\"{Soap}\"><soap11:Body>";
    private const string EnvelopeEnd = "</soap11:Body></soap11:Envelope>";
    private const string Call = "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":12345678901234567890,\"params\":{" + Values + "}}";

    private static readonly string[] s_empty = ["empty", "empty-chunked", "empty-coded", "coded-empty"];
    private static readonly string[] s_types = ["same-type-twice", "two-types"];

    private static readonly BodySample s_unchanged = new(Json, $"{{{Values}}}", $"{{{Values}}}");
    private static readonly BodySample s_added = s_unchanged with { Changed = $"{{{Values},\"added\":[1]}}" };
    private static readonly BodySample s_replaced = s_unchanged with { Changed = $"{{{Regex.Replace(Values, "größe", "SIZE")}}}" };
    private static readonly BodySample s_toXml = s_unchanged with { Changed = $"{Declaration}<root>{Elements}</root>" };
    private static readonly BodySample s_toJson = new("application/xml", $"<o>{Elements}</o>", $"{{\"o\":{{{Texts}}}}}");

    public static IReadOnlyList<BodyOperation> All { get; } =
    [
        new("request-transform", "{ name: request-transform, options: { maxBodySize: 8KB, add: { body: { /added: [1] } } } }")
        {
            Request = s_added,
        },
        new("response-transform", "{ name: response-transform, options: { maxBodySize: 8KB, add: { body: { /added: [1] } } } }")
        {
            Response = s_added,
        },
        new("to-xml", "{ name: json-xml, options: { maxBodySize: 8KB, request: xml, response: xml } }")
        {
            Request = s_toXml,
            Response = s_toXml,
        },
        new("to-json", "{ name: json-xml, options: { maxBodySize: 8KB, request: json, response: json } }")
        {
            Request = s_toJson,
            Response = s_toJson,
            Results = Results((Changed, ["utf-16"])),
        },
        new("soap", "{ name: soap, options: { maxBodySize: 8KB, operation: Get, namespace: 'urn:o' } }")
        {
            Request = s_unchanged with
            {
                Changed = $"{Envelope}<op:Get>{Regex.Replace(Elements, "</?", "$0op:")}</op:Get>{EnvelopeEnd}",
            },
            Results = Results((Status(415), s_types), (new($"{Envelope}<op:Get />{EnvelopeEnd}"), s_empty)),
        },
        new("soap-response", "{ name: soap, options: { maxBodySize: 8KB, operation: Get, namespace: 'urn:o' } }")
        {
            Response = new BodySample(
                "text/xml",
                $"<s:Envelope xmlns:s=\"{Soap}\"><s:Body><GetResponse xmlns=\"urn:o\">{Elements}</GetResponse></s:Body></s:Envelope>",
                $"{{{Texts}}}"),
            Results = Results((Changed, ["utf-16"])),
        },
        new("find-replace", """
            { name: find-replace, options: { request: [ { find: größe, replace: SIZE } ], response: [ { find: größe, replace: SIZE } ] } }
            """)
        {
            Request = s_replaced,
            Response = s_replaced,
            IsStreamed = true,
        },
        new("rewrite-links", "{ name: rewrite-links, options: { publicUrl: 'https://api.example', origins: [ 'http://internal' ] } }")
        {
            Response = new BodySample("text/html", "<a href='http://internal/größe'>", "<a href='https://api.example/größe'>"),
            IsStreamed = true,
            Results = Results((Changed, ["no-utf-8"])),
        },
        new("aggregate", "{ name: aggregate, options: { maxBodySize: 8KB, parts: [ { name: one, path: /plain } ] } }")
        {
            Response = s_unchanged with { Changed = $"{{\"one\":{{{Regex.Replace(Values, "😀", "\\uD83D\\uDE00")}}}}}" },
            Results = Results((new("""{"one":null}"""), s_empty), (Changed, s_types)),
        },
        new("openapi", "{ name: openapi-validation, options: { openapi: matrix.yaml, responses: 'off', maxBodySize: 8KB } }")
        {
            Request = s_unchanged,
            Results = Results(
                (Status(415), s_types), (Status(422), [.. s_empty, "no-utf-8", "cut", "repeated", "deep-short", "entity"]),
                (Changed, ["part"])),
        },
        new("openapi-response", """
            { name: openapi-validation, options: { openapi: matrix.yaml, requests: 'off', responses: enforce, maxResponseSize: 8KB } }
            """)
        {
            Response = s_unchanged,
            Results = Results((Status(502), s_empty), (Changed, ["part"])),
        },
        new("jsonrpc", "{ name: jsonrpc, options: { methods: [ m ], maxBodySize: 8KB } }")
        {
            Request = new BodySample(Json, Call, Call),
            Results = Results((Status(415), s_types), (Status(400), [.. s_empty, "mark"])),
        },
        new("request-size-limit", "{ name: request-size-limit, options: { limit: 8KB, inflatedLimit: 8KB } }")
        {
            Request = s_unchanged,
            Results = Results(
                (Same, ["utf-16", "no-utf-8", "cut", "repeated", "deep-short", "entity"]), (Changed, [.. s_types, "part"])),
        },
    ];

    private static Dictionary<string, BodyResult> Results(params (BodyResult Result, string[] Kinds)[] results)
        => results.SelectMany(entry => entry.Kinds, (entry, kind) => (kind, entry.Result))
            .ToDictionary(entry => entry.kind, entry => entry.Result, StringComparer.Ordinal);
}
