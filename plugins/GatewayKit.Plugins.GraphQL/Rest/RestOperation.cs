using System.Buffers;
using System.Text.Json;
using GatewayKit.Plugins.GraphQL.Analysis;
using GatewayKit.Plugins.GraphQL.Errors;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GraphQL.Rest;

/// <summary>The operation that requests become.</summary>
internal sealed class RestOperation
{
    private readonly byte[] _query;
    private readonly string? _name;
    private readonly RestVariable[] _variables;
    private readonly JsonDocumentOptions _format;

    private RestOperation(string text, ParsedOperation parsed, GraphQLRestOptions options)
    {
        (_name, Kind) = (parsed.Name, parsed.Kind);
        _query = JsonSerializer.SerializeToUtf8Bytes(text);
        _variables =
        [
            .. (parsed.Definition.Variables?.Items ?? []).Select(item => new RestVariable(
                item.Variable.Name.StringValue, VariableType.Of(item.Type, options.Scalars), item.DefaultValue is not null,
                options.Variables.TryGetValue(item.Variable.Name.StringValue, out var source) ? VariableSource.TryParse(source) : null)),
        ];
        _format = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = options.MaxDepth };
        Headers = [.. _variables.Select(variable => variable.Source).Where(s => s?.Place == VariablePlace.Header).Select(s => s!.Name)];
    }

    public OperationKind Kind { get; }

    /// <summary>Gets the headers that variables come from.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Reads the document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="option">The option that has it.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="PluginOptionsException">The document isn't valid, or doesn't have the variables of the options.</exception>
    public static RestOperation Create(string text, string option, GraphQLRestOptions options)
    {
        RestOperation operation;
        try
        {
            var limits = new GraphQLOptions { MaxTokens = 100_000, MaxDepth = 100 };
            var parsed = ParsedOperation.Parse(text, options.OperationName, limits);
            _ = new OperationCheck(limits with
            {
                MaxAliases = 100_000,
                MaxDirectives = 100_000,
                MaxRootFields = 10_000,
                MaxCost = 1_000_000_000,
                SizeArguments = [],
            }).CheckLimits(parsed, default);
            operation = new RestOperation(text, parsed, options);
        }
        catch (GraphQLErrorException error)
        {
            throw new PluginOptionsException([new OptionsError(option, $"isn't a valid document: {error.Message.TrimEnd('.')}")]);
        }

        OptionsError[] errors = [.. operation.Check(option, options)];
        return errors.Length == 0 ? operation : throw new PluginOptionsException(errors);
    }

    /// <summary>Returns the body of the request to the upstream.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="body">Its body, decoded; empty if there is none.</param>
    /// <exception cref="RestRequestException">The variables aren't valid.</exception>
    public ReadOnlyMemory<byte> Write(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var content = Parse(body);
        var sources = Array.ConvertAll(_variables, variable => variable.SourceIn(request));
        if (content.ValueKind != JsonValueKind.Undefined && !Array.Exists(sources, source => source.Place == VariablePlace.Body))
            CheckMembers(content, sources);

        var output = new ArrayBufferWriter<byte>();
        try
        {
            using var writer = new Utf8JsonWriter(output);
            Write(writer, request, content, sources);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The reader of JSON finds incomplete surrogates only when it converts the text.
            throw new RestRequestException("A text of the request isn't valid Unicode.");
        }

        return output.WrittenMemory;
    }

    private void Write(Utf8JsonWriter writer, HttpRequest request, JsonElement content, VariableSource[] sources)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("query");
        writer.WriteRawValue(_query, skipInputValidation: true);
        if (_name is not null)
            writer.WriteString("operationName", _name);
        writer.WriteStartObject("variables");
        for (var i = 0; i < sources.Length; i++)
            _variables[i].Write(writer, sources[i], request, content);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private IEnumerable<OptionsError> Check(string option, GraphQLRestOptions options)
    {
        if (Kind == OperationKind.Subscription)
            yield return new OptionsError(option, "has a subscription; only queries and mutations can be requests");
        foreach (var name in options.Variables.Keys.Where(name => !Array.Exists(_variables, variable => variable.Name == name)))
            yield return new OptionsError($"variables.{name}", "isn't a variable of the operation");
        if (_variables.DistinctBy(variable => variable.Name).Count() < _variables.Length)
            yield return new OptionsError(option, "has two variables with the same name");
        foreach (var variable in _variables.Where(v => v.Type.Item?.Item is not null && v.Source is { HasText: true }))
            yield return new OptionsError($"variables.{variable.Name}", "is a list of lists, which only the body can have");
        if (_variables.Count(variable => variable.Source?.Place == VariablePlace.Body) > 1)
            yield return new OptionsError("variables", "has several variables that are the whole body");
    }

    private static void CheckMembers(JsonElement content, VariableSource[] sources)
    {
        if (content.ValueKind != JsonValueKind.Object)
            throw new RestRequestException("The body must be an object.");

        foreach (var member in content.EnumerateObject())
        {
            if (!Array.Exists(sources, source => source.Place == VariablePlace.Member && source.Name == member.Name))
                throw new RestRequestException("The body has a member that isn't a variable of the operation.");
        }
    }

    private JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return default;

        try
        {
            using var document = JsonDocument.Parse(body, _format);
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new RestRequestException($"The body isn't valid JSON, has a name twice, or nests deeper than {_format.MaxDepth} levels.");
        }
    }
}
