using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;
using ModelContextProtocol.Protocol;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>The tools of a document, in its order.</summary>
internal sealed class ToolCatalog
{
    private const int MaxDescription = 4000;

    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "QUERY"];

    private readonly OperationTool[] _tools;
    private readonly FrozenDictionary<string, OperationTool> _byName;

    private ToolCatalog(IEnumerable<OperationTool> tools)
    {
        _tools = [.. tools];
        _byName = _tools.ToFrozenDictionary(tool => tool.Description.Name, StringComparer.Ordinal);
    }

    /// <summary>Creates the tools that the options select.</summary>
    /// <exception cref="PluginOptionsException">The options don't fit the document, or an operation can't be a tool.</exception>
    public static ToolCatalog Of(OpenApiDocument document, McpOptions options, IPluginWarnings warnings)
    {
        var allow = new OperationSelector("allow", options.Allow);
        var deny = new OperationSelector("deny", options.Deny);
        var access = options.Access
            .Select((rule, index) => (Rule: rule, Selector: new OperationSelector($"access[{index}].for", rule.For))).ToList();
        var errors = new List<OptionsError>([
            .. allow.Check(document.Operations), .. deny.Check(document.Operations),
            .. access.SelectMany(rule => rule.Selector.Check(document.Operations))]);

        var names = new UniqueNames();
        var tools = new List<OperationTool>();
        var selected = document.Operations.Where(operation => s_methods.Contains(operation.Method)
            && allow.Selects(operation) && (options.Deny is null || !deny.Selects(operation))).ToList();
        if (selected.Count > options.MaxTools)
        {
            errors.Add(new OptionsError("openapi", string.Create(CultureInfo.InvariantCulture,
                $"has {selected.Count} operations that would be tools, and 'maxTools' is {options.MaxTools}; use 'allow' or 'deny'")));
        }

        foreach (var operation in selected.Take(options.MaxTools))
        {
            if (ToolParts.Of(operation) is not { } parts)
            {
                warnings.Warn("openapi", $"has the operation {operation.Key}, which isn't a tool: its body can't be written from JSON");
                continue;
            }

            var callers = new CallerRequirement(
                access.Where(rule => rule.Selector.Selects(operation)).Select(rule => rule.Rule),
                options.DocumentScopes ? operation.Security : []);
            try
            {
                var others = new OtherOperations(operation, document.Operations);
                tools.Add(Create(operation, parts, names.Of(NameOf(operation)), callers, others, options.OutputSchemas));
            }
            catch (SchemaTooLargeException)
            {
                errors.Add(new OptionsError("openapi", $"has the operation {operation.Key}, whose schemas are longer than 256 KB "
                    + "or nested too deeply for a tool; list it in 'deny'"));
            }
        }

        return errors.Count == 0 ? new ToolCatalog(tools) : throw new PluginOptionsException(errors);
    }

    /// <summary>Returns the tools that a caller can use.</summary>
    public List<Tool> For(GatewayContext context)
        => [.. _tools.Where(tool => tool.Callers.IsMet(context)).Select(tool => tool.Description)];

    /// <summary>Returns a tool; <c>null</c> if it doesn't exist or the caller can't use it.</summary>
    public OperationTool? Find(string name, GatewayContext context)
        => _byName.TryGetValue(name, out var tool) && tool.Callers.IsMet(context) ? tool : null;

    /// <summary>Returns <c>get_orders_id</c> for <c>GET /orders/{id}</c>.</summary>
    private static string NameOf(OpenApiOperation operation)
        => operation.OperationId ?? string.Join('_', operation.Path.Split(['/', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries)
            .Prepend(operation.Method.ToLowerInvariant()));

    private static OperationTool Create(
        OpenApiOperation operation, ToolParts parts, string name, CallerRequirement callers, OtherOperations others, bool hasOutput)
    {
        var input = ToolSchemas.Input(operation, parts);
        var output = hasOutput ? ToolSchemas.Output(operation) : null;
        return new OperationTool
        {
            Description = new Tool
            {
                Name = name,
                Title = Shortened(operation.Summary, 200),
                Description = DescriptionOf(operation),
                InputSchema = input,
                OutputSchema = output,
                Annotations = AnnotationsOf(operation.Method),
            },
            Operation = operation,
            Others = others,
            Arguments = parts.Arguments,
            BodyArgument = parts.BodyArgument,
            BodyType = parts.BodyType,
            Input = Compile(input) ?? throw new SchemaTooLargeException(),
            Output = output is { } schema ? Compile(schema) : null,
            Callers = callers,
        };
    }

    private static CompiledSchema? Compile(JsonElement schema)
        => new JsonSchemaCompiler(new JsonSchemaOptions { Dialect = JsonSchemaDialect.Draft202012, Tolerant = true })
            .Compile(schema).Schema;

    private static string DescriptionOf(OpenApiOperation operation)
    {
        var parts = new[] { operation.Summary, operation.Description, operation.Deprecated ? "Deprecated." : null }
            .Where(part => !string.IsNullOrWhiteSpace(part)).Distinct().ToList();
        return Shortened(parts.Count > 0 ? string.Join("\n\n", parts) : $"{operation.Method} {operation.Path}", MaxDescription)!;
    }

    private static string? Shortened(string? text, int length)
        => text is null || text.Length <= length ? text
            : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)]
            : text[..length];

    /// <summary>The hints that follow from the method (RFC 9110, sections 9.2.1 and 9.2.2). The effect of a POST isn't known.</summary>
    private static ToolAnnotations AnnotationsOf(string method) => new()
    {
        ReadOnlyHint = method is "GET" or "QUERY",
        DestructiveHint = method is "GET" or "QUERY" ? false : method is "POST" ? null : true,
        IdempotentHint = method is "GET" or "QUERY" or "PUT" or "DELETE",
    };
}
