using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Plugins.GrpcJson.Calls;
using GatewayKit.Plugins.GrpcJson.Json;
using GatewayKit.Plugins.GrpcJson.Rules;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.OpenApi;

/// <summary>
/// Writes the OpenAPI document of the operations that clients can call. Each <c>*</c> of a path becomes a parameter; a <c>**</c>, too,
/// although OpenAPI has only parameters without slashes. Custom methods, which OpenAPI doesn't have, are left out.
/// </summary>
internal sealed class ApiDocument
{
    private const int MaxDepth = 3;
    private const int MaxParameters = 200;
    private const string Json = "application/json";

    private static readonly string[] s_methods = ["DELETE", "GET", "PATCH", "POST", "PUT"];

    private readonly SchemaWriter _schemas;
    private readonly JsonRules _rules;
    private readonly JsonObject _paths = [];
    private readonly Dictionary<string, (string Path, List<string> Names)> _pathsByShape = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    private ApiDocument(JsonRules rules) => (_rules, _schemas) = (rules, new SchemaWriter(rules));

    /// <summary>Returns the document as JSON.</summary>
    public static byte[] Write(IReadOnlyList<HttpBinding> bindings, JsonRules rules)
    {
        var document = new ApiDocument(rules);
        foreach (var binding in bindings.Where(binding => s_methods.Contains(binding.HttpMethod)))
            document.Add(binding);

        var root = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = string.Join(", ", bindings.Select(binding => binding.Method.Service.FullName).Distinct()),
                ["version"] = "1",
            },
            ["paths"] = document._paths,
            ["components"] = new JsonObject { ["schemas"] = document._schemas.WriteAll() },
        };
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
            root.WriteTo(json);
        return output.ToArray();
    }

    private void Add(HttpBinding binding)
    {
        var shape = string.Join('/', binding.Template.Segments.Select(s => s.Kind == SegmentKind.Literal ? s.Text : "*"))
            + ":" + binding.Template.Verb;

        // The same path can have variables of other names, but OpenAPI knows it only once.
        if (!_pathsByShape.TryGetValue(shape, out var known))
            _pathsByShape[shape] = known = PathOf(binding);
        if (_paths[known.Path] is not JsonObject item)
            _paths[known.Path] = item = [];
        var method = binding.HttpMethod.ToLowerInvariant();
        if (!item.ContainsKey(method))
            item[method] = Operation(binding, known.Names);
    }

    private JsonObject Operation(HttpBinding binding, IReadOnlyList<string> pathNames)
    {
        var parameters = new JsonArray();
        foreach (var name in pathNames)
            parameters.Add((JsonNode)Parameter(name, "path", true, new JsonObject { ["type"] = "string" }));
        if (!binding.HasWholeBody)
            AddQuery(binding, binding.Method.InputType, [], parameters);

        var operation = new JsonObject
        {
            ["operationId"] = IdOf(binding.Method.FullName),
            ["tags"] = new JsonArray((JsonNode)binding.Method.Service.Name),
        };
        if (parameters.Count > 0)
            operation["parameters"] = parameters;
        if (binding.HasBody)
            operation["requestBody"] = new JsonObject { ["content"] = RequestContent(binding) };
        operation["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = "The result.", ["content"] = ResponseContent(binding) },
            ["default"] = new JsonObject
            {
                ["description"] = "An error.",
                ["content"] = new JsonObject
                {
                    ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "object" } },
                },
            },
        };
        return operation;
    }

    private JsonObject RequestContent(HttpBinding binding)
    {
        var schema = binding.BodyField is { } field ? _schemas.Of(field) : _schemas.Of(binding.Method.InputType);
        return Content(Json, binding.Method.IsClientStreaming ? SchemaWriter.ArrayOf(schema) : schema);
    }

    private JsonObject ResponseContent(HttpBinding binding)
    {
        if (!binding.Method.IsServerStreaming)
            return Content(Json, Schema());

        var content = Content(StreamFormats.TypeOf(StreamFormat.Lines), Schema());
        content[Json] = new JsonObject { ["schema"] = SchemaWriter.ArrayOf(Schema()) };
        return content;

        JsonNode Schema() => binding.ResponseField is { } field ? _schemas.Of(field) : _schemas.Of(binding.Method.OutputType);
    }

    private void AddQuery(HttpBinding binding, MessageDescriptor type, IReadOnlyList<FieldDescriptor> path, JsonArray parameters)
    {
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            FieldDescriptor[] fields = [.. path, field];
            if (parameters.Count >= MaxParameters || field.FieldType == FieldType.Group || fields[0] == binding.BodyField
                || binding.Variables.Any(variable => variable.SequenceEqual(fields)))
                continue;

            if (FieldPaths.TakesText(field))
            {
                var name = string.Join('.', fields.Select(f => _rules.KeepsNames ? f.Name : f.JsonName));
                parameters.Add((JsonNode)Parameter(name, "query", false, _schemas.Of(field)));
            }
            else if (!field.IsRepeated && fields.Length < MaxDepth && !KnownTypes.HasValue(field.MessageType))
            {
                AddQuery(binding, field.MessageType, fields, parameters);
            }
        }
    }

    /// <summary>Returns the path with a parameter for each segment that isn't a literal, and the names of the parameters.</summary>
    private static (string Path, List<string> Names) PathOf(HttpBinding binding)
    {
        var path = new StringBuilder();
        var names = new List<string>();
        for (var i = 0; i < binding.Template.Segments.Count; i++)
        {
            var segment = binding.Template.Segments[i];
            path.Append('/');
            if (segment.Kind == SegmentKind.Literal)
            {
                path.Append(segment.Text);
                continue;
            }

            var variable = binding.Template.Variables.FirstOrDefault(v => v.Start <= i && i < v.End)?.FieldPath ?? "segment";
            var name = variable;
            for (var number = 2; names.Contains(name); number++)
                name = variable + number.ToString(CultureInfo.InvariantCulture);
            names.Add(name);
            path.Append('{').Append(name).Append('}');
        }

        if (binding.Template.Verb.Length > 0)
            path.Append(':').Append(binding.Template.Verb);
        return (path.ToString(), names);
    }

    private string IdOf(string method)
    {
        var id = method;
        for (var number = 2; !_ids.Add(id); number++)
            id = string.Create(CultureInfo.InvariantCulture, $"{method}.{number}");
        return id;
    }

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Parameter(string name, string location, bool isRequired, JsonNode schema)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = location, ["schema"] = schema };
        if (isRequired)
            parameter["required"] = true;
        return parameter;
    }
}
