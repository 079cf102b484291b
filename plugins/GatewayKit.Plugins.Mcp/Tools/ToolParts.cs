using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>The parts of an operation's request that a tool has arguments for.</summary>
/// <param name="Arguments">The arguments that become parameters.</param>
/// <param name="BodyArgument">The name of the argument that becomes the body; <c>null</c> for none.</param>
/// <param name="BodyType">The media type of the body; <c>null</c> for none.</param>
internal sealed record ToolParts(
    IReadOnlyList<ToolArgument> Arguments, string? BodyArgument, OpenApiMediaType? BodyType)
{
    /// <summary>Chooses the parts; <c>null</c> if tools can't send the body, because it is in another format, such as multipart.</summary>
    public static ToolParts? Of(OpenApiOperation operation)
    {
        var names = new UniqueNames();
        var arguments = operation.Parameters.Where(IsArgument)
            .Select(parameter => new ToolArgument(names.Of(parameter.Name), parameter)).ToList();
        var type = operation.RequestBody?.Content is { } content
            ? content.FirstOrDefault(type => Is(type, media => media.IsJson))
                ?? content.FirstOrDefault(type => Is(type, IsWritable))
            : null;
        if (type is null && operation.RequestBody is { Required: true })
            return null;

        return new ToolParts(arguments, type is null ? null : names.Of("body"), type);
    }

    /// <summary>Whether a parameter is an argument: models don't choose credentials, and don't change who the request seems to come
    /// from.</summary>
    private static bool IsArgument(OpenApiParameter parameter) => parameter.In switch
    {
        ParameterLocation.Path => true,
        ParameterLocation.Query => true,
        ParameterLocation.Header => ArgumentHeaders.Include(parameter.Name),
        _ => false,
    };

    private static bool Is(OpenApiMediaType type, Func<MediaType, bool> condition)
        => MediaType.TryParse(type.Name, out var media) && condition(media);

    private static bool IsWritable(MediaType type)
        => type.IsXml || type.Type == "text" || type is { Type: "application", Subtype: "x-www-form-urlencoded" } || type.IsRange;
}
