using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Writing.Rules;

/// <summary>Checks the rules of an Ingress.</summary>
internal sealed class IngressRules : IKindRules
{
    public void Default(JsonObject value, JsonObject? previous) => value.Ensure("status").Ensure("loadBalancer");

    public void Validate(JsonObject value, JsonObject? previous, List<FieldError> errors)
    {
        var spec = value.Object("spec");
        if (spec.Array("rules") is not { Count: > 0 } && spec.Object("defaultBackend") is null)
            errors.Add(FieldError.Invalid("spec", "{}", "either `defaultBackend` or `rules` must be specified"));
        if (spec.Object("defaultBackend") is { } backend)
            ValidateBackend(backend, "spec.defaultBackend", errors);
        foreach (var (index, rule) in spec.Objects("rules").Index())
            if (rule.Object("http") is { } http)
            {
                var field = string.Create(CultureInfo.InvariantCulture, $"spec.rules[{index}].http.paths");
                ValidatePaths([.. http.Objects("paths")], field, errors);
            }
    }

    private static void ValidatePaths(IReadOnlyList<JsonObject> paths, string field, List<FieldError> errors)
    {
        if (paths.Count == 0)
            errors.Add(FieldError.Required(field));
        for (var index = 0; index < paths.Count; index++)
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
            var (type, path) = (paths[index].Text("pathType"), paths[index].Text("path") ?? "");
            if (type is null)
                errors.Add(FieldError.Required($"{item}.pathType", "pathType must be specified"));
            else if (type is not ("Exact" or "Prefix" or "ImplementationSpecific"))
                errors.Add(FieldError.Unsupported($"{item}.pathType", $"\"{type}\"",
                    ["\"Exact\"", "\"ImplementationSpecific\"", "\"Prefix\""]));
            else if (!path.StartsWith('/') && (type != "ImplementationSpecific" || path.Length > 0))
                errors.Add(FieldError.Invalid($"{item}.path", $"\"{path}\"", "must be an absolute path"));
            ValidateBackend(paths[index].Object("backend"), $"{item}.backend", errors);
        }
    }

    private static void ValidateBackend(JsonObject? backend, string field, List<FieldError> errors)
    {
        var (service, resource) = (backend.Object("service"), backend.Object("resource"));
        if (service is null == resource is null)
            errors.Add(service is null
                ? FieldError.Invalid(field, "\"\"", "service or resource backend is required")
                : FieldError.Invalid(field, "\"\"", "cannot set both resource and service backends"));
        else if (service is not null)
        {
            if (string.IsNullOrEmpty(service.Text("name")))
                errors.Add(FieldError.Required($"{field}.service.name"));
            var port = service.Object("port");
            if (string.IsNullOrEmpty(port.Text("name")) == (port.Integer("number") is null or 0))
                errors.Add(FieldError.Required($"{field}.service.port", "port name or number is required"));
        }
    }
}
