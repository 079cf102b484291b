using System.Text.Json;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;
using GatewayKit.OpenApi.Reading.Swagger;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads the parameters of an operation: those of its path item, overridden by its own with the same name and location.</summary>
internal sealed class ParametersReader(ReaderScope scope, ParameterReader reader, SwaggerReader? swagger)
{
    /// <summary>Returns the locations of an operation's parameters after following references; <c>null</c> for a parameter that can't be
    /// read.</summary>
    public IReadOnlyList<OpenApiParameter> Read(PathTemplate template, PathItem item, SourceLocation operation, out bool hasUnread)
    {
        var parameters = new OrderedDictionary<(string, ParameterLocation), OpenApiParameter>();
        hasUnread = false;
        foreach (var location in item.ParametersOf(operation))
        {
            scope.Budget.Take(PartBudget.Parameter);
            if (location is not { } found)
                hasUnread = true;
            else if ((swagger is null ? reader.Read(found) : swagger.Parameter(found)) is { } parameter)
                parameters[(parameter.In == ParameterLocation.Header ? parameter.Name.ToUpperInvariant() : parameter.Name, parameter.In)] =
                    parameter;
        }
        var variables = template.Variables.ToList();
        foreach (var variable in variables)
            parameters.TryAdd((variable, ParameterLocation.Path), Undeclared(variable, operation));
        return [.. parameters.Values.Where(parameter => parameter.In != ParameterLocation.Path || variables.Contains(parameter.Name))];
    }

    private OpenApiParameter Undeclared(string variable, SourceLocation operation) => new()
    {
        Name = variable,
        In = ParameterLocation.Path,
        Required = true,
        Schema = scope.Made.Get(operation.Source.Whole, WriteText),
        Location = operation.Location,
    };

    private static void WriteText(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "string"u8);
        json.WriteEndObject();
    }
}
