using System.Text.Json;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Model;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>Reads one declared parameter of requests, or one header of responses.</summary>
internal abstract class ParameterReader(OpenApiParameter parameter, CheckedSchema schema)
{
    private static readonly JsonElement s_empty = JsonElement.Parse("\"\"");

    public OpenApiParameter Parameter => parameter;

    protected CheckedSchema Schema => schema;

    protected SchemaSurface Shape => schema.Shape;

    public ViolationLocation Location { get; } = parameter.In switch
    {
        ParameterLocation.Path => ViolationLocation.Path,
        ParameterLocation.Header => ViolationLocation.Header,
        ParameterLocation.Cookie => ViolationLocation.Cookie,
        _ => ViolationLocation.Query,
    };

    /// <summary>Whether a query pair belongs to this parameter.</summary>
    public virtual bool Claims(QueryPair pair) => false;

    /// <summary>Reads and checks the parameter; <c>null</c> if it is missing or malformed.</summary>
    public ParameterValue? Read(RequestScan scan)
    {
        JsonElement? first = null;
        foreach (var kind in Kinds(HasSeveral(scan)))
        {
            var taken = Take(scan, kind);
            if (!taken.IsPresent)
                continue;
            if (IsAllowedEmpty(scan))
                return new ParameterValue(parameter, s_empty);
            if (taken.Node is null)
                continue;
            var value = scan.Coercion.ToJson(taken.Node, Shape);
            if (schema.IsValid(value, scan.Budget))
                return IsRepeated(scan, kind) ? Repeated(scan, value) : new ParameterValue(parameter, value);
            first ??= value;
        }
        return first is { } invalid ? Invalid(scan, invalid) : Missing(scan);
    }

    /// <summary>Finds and splits the parameter.</summary>
    protected abstract CapturedText Take(RequestScan scan, TextKind kind);

    /// <summary>Whether the text looks like several values, if the schema allows one or several.</summary>
    protected virtual bool HasSeveral(RequestScan scan) => false;

    /// <summary>Whether the parameter repeats although only one value is valid.</summary>
    protected virtual bool IsRepeated(RequestScan scan, TextKind kind) => false;

    protected virtual bool IsAllowedEmpty(RequestScan scan) => false;

    protected virtual ReadOnlySpan<TextKind> Kinds(bool several)
    {
        if (Shape.IsUnknown)
            return several ? [TextKind.Array] : [TextKind.Scalar];
        return (Shape.IsScalar, Shape.IsArray, Shape.IsObject) switch
        {
            (_, false, false) => [TextKind.Scalar],
            (false, true, false) => [TextKind.Array],
            (false, false, true) => [TextKind.Object],
            (true, true, false) => several ? [TextKind.Array, TextKind.Scalar] : [TextKind.Scalar, TextKind.Array],
            (true, false, true) => several ? [TextKind.Object, TextKind.Scalar] : [TextKind.Scalar, TextKind.Object],
            (false, true, true) => [TextKind.Object, TextKind.Array],
            _ => several ? [TextKind.Array, TextKind.Object, TextKind.Scalar] : [TextKind.Scalar, TextKind.Array, TextKind.Object],
        };
    }

    private ParameterValue Repeated(RequestScan scan, JsonElement value)
    {
        scan.Violations.Add(Location, parameter.Name, "repeated", "The parameter must not be repeated.");
        return new ParameterValue(parameter, value);
    }

    private ParameterValue Invalid(RequestScan scan, JsonElement value)
    {
        schema.Check(value, Location, parameter.Name, scan);
        return new ParameterValue(parameter, value);
    }

    private ParameterValue? Missing(RequestScan scan)
    {
        foreach (var kind in Kinds(several: false))
        {
            if (!Take(scan, kind).IsPresent)
                continue;
            scan.Violations.Add(Location, parameter.Name, "syntax", Malformed);
            return null;
        }
        if (parameter.Required)
            scan.Violations.Add(Location, parameter.Name, "required", $"The parameter '{parameter.Name}' is required.");
        return null;
    }

    /// <summary>The requirement for text that is malformed.</summary>
    protected virtual string Malformed
        => $"The parameter must be well-formed: percent-encoded UTF-8, in the style {parameter.Style}, with at most "
            + $"{DelimitedText.MaxItems} items.";
}
