using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Content;
using GatewayKit.Plugins.Mcp.Tools;

namespace GatewayKit.Plugins.Mcp.Calls;

/// <summary>Writes the requests of tools.</summary>
/// <param name="basePath">The path of the API on the gateway.</param>
internal sealed class ToolRequests(string basePath)
{
    private const int MaxErrors = 10;

    /// <summary>Validates the arguments and writes the request.</summary>
    /// <exception cref="InvalidArgumentsException">The arguments aren't valid, or a request can't have them.</exception>
    public ToolRequest Write(OperationTool tool, JsonElement arguments)
    {
        Validate(tool, arguments);
        try
        {
            return WriteValid(tool, arguments);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidArgumentsException("The arguments contain text that isn't valid Unicode.");
        }
    }

    private static void Validate(OperationTool tool, JsonElement arguments)
    {
        var errors = new ValidationErrors(MaxErrors);
        if (tool.Input.Validate(arguments, errors))
            return;

        throw new InvalidArgumentsException($"The arguments aren't valid:\n{string.Join('\n', errors.Select(Line))}");

        static string Line(ValidationError error)
            => error.InstanceLocation.Length == 0 ? $"- {error.Message}" : $"- {error.InstanceLocation}: {error.Message}";
    }

    private ToolRequest WriteValid(OperationTool tool, JsonElement arguments)
    {
        var path = basePath + tool.Operation.Path;
        var query = new List<string>();
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, parameter) in tool.Arguments)
        {
            if (!arguments.TryGetProperty(name, out var value) || (value.ValueKind == JsonValueKind.Null && !parameter.Required))
                continue;

            if (parameter.In == ParameterLocation.Path)
                path = path.Replace($"{{{parameter.Name}}}", StyledValue.InPath(parameter, value), StringComparison.Ordinal);
            else if (parameter.In == ParameterLocation.Query)
                query.AddRange(StyledValue.InQuery(parameter, value));
            else if (ContentWriter.TryWriteHeader(value, parameter, out var text))
                headers.Add(new(parameter.Name, text));
            else
                throw new InvalidArgumentsException($"The argument '{name}' must be text without line breaks, in ASCII.");
        }

        CheckPath(path, tool.Operation.Path);
        if (tool.Others.Include(path[basePath.Length..]))
            throw new InvalidArgumentsException("An argument in the path has a value that stands for another operation.");
        var target = query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
        var body = Body(tool, arguments, out var contentType);
        return new ToolRequest(tool.Operation.Method, target, headers, body, contentType);
    }

    /// <summary>A value must not lead to another operation.</summary>
    private static void CheckPath(string path, string template)
    {
        var segments = path.Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            if (segments[i] is "." or ".." || (segments[i].Length == 0 && !(i + 1 == segments.Length && template.EndsWith('/'))))
                throw new InvalidArgumentsException("An argument in the path must not be empty, '.' or '..'.");
        }
    }

    private static ReadOnlyMemory<byte> Body(OperationTool tool, JsonElement arguments, out string? contentType)
    {
        contentType = null;
        if (tool.BodyArgument is not { } name || tool.BodyType is not { } type || !arguments.TryGetProperty(name, out var value))
            return default;
        if (!ContentWriter.TryWrite(value, type, out var body))
            throw new InvalidArgumentsException($"The argument '{name}' can't be written as {type.Name}.");

        var isRange = MediaType.TryParse(type.Name, out var media) && media.IsRange;
        contentType = !isRange ? type.Name : media!.Type == "text" ? "text/plain" : "application/json";
        return body;
    }
}
