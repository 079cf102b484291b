using System.Text.Json;
using GatewayKit.OpenApi.Reading.Swagger;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads the parameters of an operation: those of its path item, overridden by its own with the same name and place.</summary>
internal sealed class ParametersReader(ReaderScope scope, ParameterReader reader, SwaggerReader? swagger)
{
    /// <summary>The places of parameters that are in force, each with its references followed.</summary>
    public static IEnumerable<Place> Places(ReaderScope scope, PathItem item, Place operation)
        => item.Places.Reverse().Append(operation).SelectMany(parent => scope.Members.Items(scope.Members.Array(parent, "parameters"))).Select(place => scope.Members.Object(place)).OfType<Place>();

    public IReadOnlyList<OpenApiParameter> Read(PathTemplate template, PathItem item, Place operation)
    {
        var parameters = new OrderedDictionary<(string, ParameterLocation), OpenApiParameter>();
        foreach (var place in Places(scope, item, operation))
        {
            scope.Budget.Take(PartBudget.Parameter);
            if ((swagger is null ? reader.Read(place) : swagger.Parameter(place)) is { } parameter)
                parameters[(parameter.In == ParameterLocation.Header ? parameter.Name.ToUpperInvariant() : parameter.Name, parameter.In)] = parameter;
        }
        var variables = template.Variables.ToList();
        foreach (var variable in variables)
            parameters.TryAdd((variable, ParameterLocation.Path), Undeclared(variable, operation));
        return [.. parameters.Values.Where(parameter => parameter.In != ParameterLocation.Path || variables.Contains(parameter.Name))];
    }

    private OpenApiParameter Undeclared(string variable, Place operation) => new()
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
