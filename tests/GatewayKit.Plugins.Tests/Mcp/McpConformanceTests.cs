using System.Diagnostics.CodeAnalysis;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Mcp;

/// <summary>The scenarios of the official suite for tools that are HTTP requests. Those for progress, sampling, elicitation, prompts,
/// resources and results with several parts test features that a server of this kind doesn't have. The checks that are listed as
/// untestable call tools with these features.</summary>
public sealed class McpConformanceTests(McpConformanceTests.Server server) : IClassFixture<McpConformanceTests.Server>
{
    [ConformanceTheory]
    [InlineData("server-initialize", "2025-11-25", "")]
    [InlineData("ping", "2025-11-25", "")]
    [InlineData("server-sse-multiple-streams", "2025-11-25", "")]
    [InlineData("tools-list", "2025-11-25", "")]
    [InlineData("tools-call-simple-text", "2025-11-25", "")]
    [InlineData("tools-call-image", "2025-11-25", "")]
    [InlineData("tools-call-audio", "2025-11-25", "")]
    [InlineData("tools-call-embedded-resource", "2025-11-25", "")]
    [InlineData("tools-call-error", "2025-11-25", "")]
    [InlineData("dns-rebinding-protection", "2025-11-25", "")]
    [InlineData("server-stateless", "2026-07-28", "sep-2575-server-rejects-undeclared-capability, sep-2575-missing-capability-http-400, "
        + "sep-2575-http-server-no-independent-requests-on-stream, sep-2575-server-no-log-without-loglevel")]
    [InlineData("http-header-validation", "2026-07-28", "")]
    [InlineData("caching", "2026-07-28", "sep-2549-prompts-list-caching-hints, sep-2549-resources-list-caching-hints, "
        + "sep-2549-resources-templates-list-caching-hints")]
    [InlineData("server-sse-multiple-streams", "2026-07-28", "")]
    [InlineData("tools-list", "2026-07-28", "")]
    [InlineData("tools-call-simple-text", "2026-07-28", "")]
    [InlineData("tools-call-image", "2026-07-28", "")]
    [InlineData("tools-call-audio", "2026-07-28", "")]
    [InlineData("tools-call-embedded-resource", "2026-07-28", "")]
    [InlineData("tools-call-error", "2026-07-28", "")]
    [InlineData("dns-rebinding-protection", "2026-07-28", "")]
    public async Task The_server_passes_a_scenario(string scenario, string version, string untestable)
    {
        var output = await Conformance.RunAsync(new Uri(server.Host.Address, "/mcp"), scenario, version);

        Assert.Contains("Passed: ", output);
        Assert.True(untestable == Conformance.FailedChecks(output), output);
    }

    [SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit calls DisposeAsync.")]
    public sealed class Server : IAsyncLifetime
    {
        private const string Document = """
            openapi: 3.1.0
            info: { title: Conformance, version: "1" }
            paths:
              /text: { get: { operationId: test_simple_text, summary: Text., responses: { 200: { description: ok } } } }
              /image: { get: { operationId: test_image_content, summary: Image., responses: { 200: { description: ok } } } }
              /audio: { get: { operationId: test_audio_content, summary: Audio., responses: { 200: { description: ok } } } }
              /file: { get: { operationId: test_embedded_resource, summary: File., responses: { 200: { description: ok } } } }
              /error: { get: { operationId: test_error_handling, summary: Error., responses: { 200: { description: ok } } } }
            """;

        private readonly TemporaryFolder _folder = new();

        public GatewayTestHost Host { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var file = _folder.Write("api.yaml", Document);
            Host = await PluginGateway.StartAsync($$"""
                routes:
                  mcp: { match: { path: /mcp }, plugins: [ { name: mcp, options: { openapi: '{{file}}' } } ] }
                  api: { clusterId: api, match: { path: "/{**rest}" } }
                clusters: { api: { destinations: { one: { address: "{upstream}" } } } }
                """,
                setup => setup.WithUpstream(AnswerAsync));
        }

        public async Task DisposeAsync()
        {
            if (Host is not null)
                await Host.DisposeAsync();
            _folder.Dispose();
        }

        private static Task AnswerAsync(HttpContext http)
        {
            (http.Response.StatusCode, http.Response.ContentType) = http.Request.Path.Value switch
            {
                "/text" => (200, "text/plain"),
                "/image" => (200, "image/png"),
                "/audio" => (200, "audio/wav"),
                "/file" => (200, "application/pdf"),
                _ => (500, "text/plain"),
            };
            return http.Response.WriteAsync("content");
        }
    }
}
