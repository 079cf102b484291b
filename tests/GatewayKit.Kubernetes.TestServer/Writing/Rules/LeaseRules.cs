using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Writing.Rules;

/// <summary>Checks the numbers and times of a Lease.</summary>
internal sealed class LeaseRules : IKindRules
{
    public void Default(JsonObject value, JsonObject? previous)
    {
    }

    public void Validate(JsonObject value, JsonObject? previous, List<FieldError> errors)
    {
        var spec = value.Object("spec");
        if (spec.Integer("leaseDurationSeconds") is <= 0)
            errors.Add(FieldError.Invalid("spec.leaseDurationSeconds", $"{spec!["leaseDurationSeconds"]}", "must be greater than 0"));
        if (spec.Integer("leaseTransitions") is < 0)
            errors.Add(FieldError.Invalid("spec.leaseTransitions", $"{spec!["leaseTransitions"]}", "must be greater than or equal to 0"));
        foreach (var name in (ReadOnlySpan<string>)["acquireTime", "renewTime"])
            if (spec.Text(name) is { } time && !(time.Length >= 20 && time[10] == 'T' && DateTimeOffset.TryParse(
                time, System.Globalization.CultureInfo.InvariantCulture, out _)))
                throw ApiErrors.BadRequest($"Lease in version \"v1\" cannot be handled as a Lease: parsing time \"{time}\"");
    }
}
