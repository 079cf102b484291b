using GatewayKit.Configuration.Messages;

namespace GatewayKit.Admin.Access;

/// <summary>A key of the admin API. Only its hash is kept.</summary>
/// <param name="Name">The name of the caller.</param>
/// <param name="Role">The role of the caller.</param>
/// <param name="Hash">The hash of the key.</param>
/// <param name="Scope">The labels of the entries that the caller may change; null for no limit.</param>
internal sealed record AdminKey(string Name, AdminRole Role, CredentialKey Hash, IReadOnlyDictionary<string, string>? Scope)
{
    public const int MinimumLength = 16;
    public const int MaximumLength = 512;

    private const int LongestName = 64;

    /// <exception cref="ArgumentException">The name, the role or the key is invalid. The message doesn't contain the key.</exception>
    public static AdminKey Create(string name, AdminRole role, string key, IReadOnlyDictionary<string, string>? scope)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
        {
            throw new ArgumentException($"'{DisplayText.Name(name)}' isn't a valid name of a key; it must be 1 to {LongestName} letters, "
                + "digits, dots, hyphens and underscores.");
        }

        if (scope is not null && (scope.Count == 0 || scope.Any(label => label.Key.Length == 0 || label.Value is null)))
            throw new ArgumentException($"The scope of the key '{name}' must have a label with a name and a value, such as team=orders.");
        if (!Enum.IsDefined(role))
            throw new ArgumentException($"The role of the key '{name}' must be viewer, operator or admin.");
        if (CredentialKey.TryParse(key, out var hash))
            return new AdminKey(name, role, hash, scope);
        return IsValid(key)
            ? new AdminKey(name, role, CredentialKey.FromSecret(key), scope)
            : throw new ArgumentException($"The key '{name}' must be {MinimumLength} to {MaximumLength} printable ASCII characters without "
                + "spaces, or the hash of a key: sha256: and 64 hexadecimal digits.");
    }

    // A hash with a typing error isn't a key.
    private static bool IsValid(string key)
        => key.Length is >= MinimumLength and <= MaximumLength
            && key.All(c => c is > ' ' and <= '~')
            && !key.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase);
}
