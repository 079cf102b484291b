using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Validation.Scanning;

/// <summary>A schema compiled for one direction, and the shape of its values. Without a schema, everything is valid.</summary>
internal sealed class CheckedSchema
{
    private readonly CompiledSchema? _schema;

    public CheckedSchema(OpenApiSchema? declared, SchemaDirection direction, List<SchemaError> errors)
    {
        Shape = SchemaSurface.Of(declared);
        if (declared?.Compile(direction) is not { } result)
            return;
        _schema = result.Schema;
        errors.AddRange(result.Errors);
    }

    public SchemaSurface Shape { get; }

    public bool IsValid(JsonElement value, EvaluationBudget budget) => _schema?.IsValid(value, budget, out _) != false;

    public bool Check(JsonElement value, ViolationLocation location, string name, RequestScan scan, string at = "")
    {
        if (IsValid(value, scan.Budget))
            return true;
        var errors = new ValidationErrors();
        _schema!.Validate(value, errors, scan.Budget);
        scan.Violations.Add(location, name, errors, at);
        return false;
    }
}
