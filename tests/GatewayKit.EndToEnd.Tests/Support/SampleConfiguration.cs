namespace GatewayKit.EndToEnd.Support;

/// <summary>A configuration of a route that needs a key, and of one that admits a single request.</summary>
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
          limited:
            match: { path: /limited }
            plugins:
              - name: rate-limit
                timeout: 90s
                options: { limit: 1, window: 1h, by: ip, onStoreFailure: deny }
              - name: mock
        consumers:
          alice:
            credentials:
              key-auth: [ { key: fresh-key } ]
        """;

    /// <summary>The header that the first route wants.</summary>
    public static readonly (string Name, string Value) Key = ("X-Api-Key", "fresh-key");
}
