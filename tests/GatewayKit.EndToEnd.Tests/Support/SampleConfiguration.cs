namespace GatewayKit.EndToEnd.Support;

/// <summary>A configuration of one route that needs a key.</summary>
internal static class SampleConfiguration
{
    public const string Text = """
        routes:
          hello:
            match: { path: /hello }
            plugins:
              - name: key-auth
              - name: mock
                options: { body: hello }
        consumers:
          alice:
            credentials:
              key-auth: [ { key: fresh-key } ]
        """;

    /// <summary>The header that the route wants.</summary>
    public static readonly (string Name, string Value) Key = ("X-Api-Key", "fresh-key");
}
