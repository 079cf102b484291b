using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;
using ModelContextProtocol.Protocol;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>An operation as a tool.</summary>
internal sealed record OperationTool
{
    /// <summary>The tool as clients see it.</summary>
    public required Tool Description { get; init; }

    public required OpenApiOperation Operation { get; init; }

    /// <summary>The operations that arguments must not lead to.</summary>
    public required OtherOperations Others { get; init; }

    /// <summary>The arguments that become parameters.</summary>
    public required IReadOnlyList<ToolArgument> Arguments { get; init; }

    /// <summary>The name of the argument that becomes the body; <c>null</c> for none.</summary>
    public string? BodyArgument { get; init; }

    /// <summary>The media type of the body; <c>null</c> for none.</summary>
    public OpenApiMediaType? BodyType { get; init; }

    /// <summary>The compiled schema of the arguments.</summary>
    public required CompiledSchema Input { get; init; }

    /// <summary>The compiled schema of the result; <c>null</c> for none.</summary>
    public CompiledSchema? Output { get; init; }

    /// <summary>The callers that can use the tool.</summary>
    public required CallerRequirement Callers { get; init; }
}
