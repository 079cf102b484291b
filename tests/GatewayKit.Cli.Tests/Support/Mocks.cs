namespace GatewayKit.Cli.Tests.Support;

/// <summary>Configurations of one route that a plugin answers.</summary>
internal static class Mocks
{
    public const string Broken = "routes: { text: { match: { path: /text }, plugins: [ { name: mok } ] } }\nroute: {}";

    public static string Answering(string text, string path = "/text")
        => $$"""routes: { text: { match: { path: "{{path}}" }, plugins: [ { name: mock, options: { body: "{{text}}" } } ] } }""";
}
