using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Forms;

/// <summary>The input of a form.</summary>
/// <param name="Form">The form.</param>
/// <param name="Seal">Encrypts secrets.</param>
/// <param name="Place">The plugin whose options the form has.</param>
internal sealed record FormInput(IFormCollection Form, SecretSeal Seal, string Place)
{
    /// <summary>Returns the text of a field; null if the form doesn't have it.</summary>
    public string? Text(string name)
        => Form[name] is [{ } text, ..] ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : null;

    /// <summary>Returns a new secret; null for none.</summary>
    public string? Secret(string path)
        => Text(Field.Prefix + path) is { Length: > 0 } entered ? entered
            : Text(Field.SealedPrefix + path) is { Length: > 0 } text ? Seal.Open($"{Place}/{path}", text) : null;

    /// <summary>Returns whether a stored secret is to be removed.</summary>
    public bool Removes(string path) => Text(Field.RemovedPrefix + path) is { Length: > 0 };

    /// <summary>Encrypts a new secret.</summary>
    public string Sealed(string path, string secret) => Seal.Seal($"{Place}/{path}", secret);
}
