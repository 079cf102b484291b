using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GatewayKit.Plugins.Tests.Mcp;

/// <summary>Tools of a server of its own: those of the conformance suite that a proxy could break, and some to filter.</summary>
[McpServerToolType]
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "The SDK reads its methods.")]
internal sealed class RealServerTools
{
    [McpServerTool(Name = "test_simple_text"), Description("Simple text.")]
    public static string Text() => "This is a simple text response for testing.";

    [McpServerTool(Name = "secret_tool"), Description("Secret tool.")]
    public static string Secret() => "secret";

    [McpServerTool(Name = "test_error_handling"), Description("Error handling.")]
    public static string Fail() => throw new McpException("This tool intentionally returns an error for testing");

    [McpServerTool(Name = "test_multiple_content_types"), Description("Multiple content types.")]
    public static IEnumerable<ContentBlock> Mixed() =>
    [
        new TextContentBlock { Text = "Multiple content types test:" },
        ImageContentBlock.FromBytes("image"u8.ToArray(), "image/png"),
        new EmbeddedResourceBlock
        {
            Resource = new TextResourceContents { Uri = "test://mixed-content-resource", MimeType = "application/json", Text = "{}" },
        },
    ];

    [McpServerTool(Name = "test_tool_with_progress"), Description("Tool with progress.")]
    public static string Progress(IProgress<ProgressNotificationValue> progress)
    {
        foreach (var done in new[] { 0, 50, 100 })
            progress.Report(new ProgressNotificationValue { Progress = done, Total = 100 });
        return "done";
    }

#pragma warning disable MCP9005 // Clients of the versions until 2025-11-25 still have sampling.
    [McpServerTool(Name = "test_sampling"), Description("Sampling.")]
    public static async Task<string> SampleAsync(McpServer server, string prompt, CancellationToken cancellation)
    {
        var messages = new[] { new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = prompt }] } };
        var result = await server.SampleAsync(new CreateMessageRequestParams { Messages = messages, MaxTokens = 100 }, cancellation);
        return $"LLM response: {result.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text}";
    }
#pragma warning restore MCP9005

    [McpServerTool(Name = "test_elicitation"), Description("Elicitation.")]
    public static async Task<string> ElicitAsync(McpServer server, string message, CancellationToken cancellation)
    {
        var schema = new ElicitRequestParams.RequestSchema
        {
            Properties =
            {
                ["username"] = new ElicitRequestParams.StringSchema { Description = "User's response" },
                ["email"] = new ElicitRequestParams.StringSchema { Description = "User's email address" },
            },
            Required = ["username", "email"],
        };
        var result = await server.ElicitAsync(new ElicitRequestParams { Message = message, RequestedSchema = schema }, cancellation);
        return $"User response: {result.Action}";
    }
}
