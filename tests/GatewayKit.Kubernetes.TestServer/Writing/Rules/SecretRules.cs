using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Writing.Rules;

/// <summary>Encodes the texts of Secrets and checks their types.</summary>
internal sealed class SecretRules : IKindRules
{
    private static readonly Dictionary<string, string[]> s_required = new()
    {
        ["kubernetes.io/tls"] = ["tls.crt", "tls.key"],
        ["kubernetes.io/dockerconfigjson"] = [".dockerconfigjson"],
        ["kubernetes.io/ssh-auth"] = ["ssh-privatekey"],
    };

    public void Default(JsonObject value, JsonObject? previous)
    {
        value.Default("type", () => "Opaque");
        foreach (var (name, text) in value.Object("stringData") ?? [])
            value.Ensure("data")[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Text() ?? ""));
        value.Remove("stringData");
    }

    public void Validate(JsonObject value, JsonObject? previous, List<FieldError> errors)
    {
        var type = value.Text("type")!;
        foreach (var name in s_required.GetValueOrDefault(type, []))
            if (value.Object("data")?.ContainsKey(name) is not true)
                errors.Add(FieldError.Required(string.Create(CultureInfo.InvariantCulture, $"data[{name}]")));
        if (previous.Text("type") is { } former && former != type)
            errors.Add(FieldError.Invalid("type", $"\"{type}\"", "field is immutable"));
        Immutability.Validate(value, previous, ["data"], errors);
    }
}
