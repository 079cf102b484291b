namespace GatewayKit.Benchmarks.Compare;

/// <summary>Plugins that change messages, each alone on its route; only in scenarios with JSON.</summary>
internal static class TransformVariants
{
    public static IReadOnlyList<Variant> All { get; } =
    [
        Of("headers", "request-transform and response-transform with constant headers",
            """
            { "name": "request-transform", "options": { "remove": { "headers": ["X-Debug"] }, "add": { "headers": { "X-A": "a" } } } },
            { "name": "response-transform", "options": { "add": { "headers": { "X-A": "a" } } } }
            """),
        Of("headers-template", "the same, with a template as each value",
            """
            { "name": "request-transform", "options": { "remove": { "headers": ["X-Debug"] },
              "add": { "headers": { "X-A": "{{ method }} of {{ header['Origin'] | downcase }}" } } } },
            { "name": "response-transform", "options": { "add": { "headers": { "X-A": "{{ status }} from {{ origin }}" } } } }
            """),
        Of("json", "request-transform and response-transform of JSON bodies",
            """
            { "name": "request-transform", "options": {
              "remove": { "body": ["$.params.orders[*].customer"] }, "add": { "body": { "/tenant": "blue" } } } },
            { "name": "response-transform", "options": {
              "remove": { "body": ["$.params.orders[*].customer"] }, "add": { "body": { "/tenant": "blue" } } } }
            """),
        Of("json-xml", "the plugin json-xml: an upstream with XML",
            """{ "name": "json-xml", "options": { "request": "xml", "response": "json" } }"""),
        Of("soap", "the plugin soap",
            """
            { "name": "soap", "options": {
              "operation": "List", "namespace": "urn:orders", "action": "urn:orders/List", "path": "/soap" } }
            """),
        Of("jsonrpc", "the plugin jsonrpc, with a list of methods",
            """{ "name": "jsonrpc", "options": { "methods": ["orders.*", "eth_call"] } }"""),
        Of("find-replace", "the plugin find-replace in responses",
            """{ "name": "find-replace", "options": { "response": [ { "find": "internal", "replace": "public" } ] } }"""),
        Of("compress", "the plugin compress, with Brotli", """{ "name": "compress", "options": { "codings": ["br"] } }"""),
        Of("aggregate", "the plugin aggregate: three requests to the upstream for each of a client",
            """
            { "name": "aggregate", "options": { "parts": [
              { "name": "a", "path": "/r0/1?answer=1024&as=json" },
              { "name": "b", "path": "/r1/1?answer=1024&as=json" },
              { "name": "c", "path": "/r2/1?answer=1024&as=json" } ] } }
            """),
    ];

    private static Variant Of(string name, string description, string plugins)
        => new($"gatewaykit-{name}", $"{description}; only in scenarios with JSON") { Plugins = $"[ {plugins} ]", NeedsJson = true };
}
