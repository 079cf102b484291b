using System.Text.Json;

namespace GatewayKit.Authentication;

/// <summary>
/// Finds a claim by its name or by a path into nested objects, such as <c>realm_access.roles</c>. A name may contain dots itself:
/// <c>https://example.com/roles</c>, <c>resource_access.shop.example.roles</c>.
/// </summary>
public sealed class ClaimPath
{
    /// <summary>The maximum length of a path, in characters.</summary>
    public const int MaximumLength = 256;

    private const int MaximumDots = 16;

    /// <summary>Initializes a new instance with a path.</summary>
    /// <param name="path">The path. Check options with <see cref="Validate"/>.</param>
    /// <exception cref="ArgumentException">The path is empty, too long or has too many parts.</exception>
    public ClaimPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Broken(path) is { } rule)
            throw new ArgumentException($"The path {rule}.", nameof(path));

        Text = path;
    }

    /// <summary>Gets the path as it is configured.</summary>
    public string Text { get; }

    /// <summary>Checks an option that names a claim, for <see cref="IValidatedOptions.Validate"/>.</summary>
    /// <param name="option">The path of the option, such as <c>groupsClaim</c>.</param>
    /// <param name="path">Its value.</param>
    /// <returns>An error if the value isn't valid.</returns>
    public static IEnumerable<OptionsError> Validate(string option, string path)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(path);
        return Broken(path) is { } rule ? [new OptionsError(option, $"is {HeaderOptions.Quoted(path)}; it {rule}")] : [];
    }

    /// <summary>Finds the claim. A whole name is preferred to a path.</summary>
    /// <param name="claims">The claims: an object.</param>
    /// <param name="value">The value of the claim.</param>
    /// <returns><c>true</c> if the claim exists and isn't <c>null</c>.</returns>
    public bool TryFind(JsonElement claims, out JsonElement value)
        => TryFind(claims, Text, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Returns the path as it is configured.</summary>
    public override string ToString() => Text;

    private static bool TryFind(JsonElement claims, ReadOnlySpan<char> path, out JsonElement value)
    {
        value = default;
        if (claims.ValueKind != JsonValueKind.Object)
            return false;
        if (claims.TryGetProperty(path, out value))
            return true;

        for (var dot = path.IndexOf('.'); dot >= 0 && dot < path.Length - 1; dot = Next(path, dot))
        {
            if (claims.TryGetProperty(path[..dot], out var nested) && TryFind(nested, path[(dot + 1)..], out value))
                return true;
        }

        return false;
    }

    private static int Next(ReadOnlySpan<char> path, int dot)
        => path[(dot + 1)..].IndexOf('.') is >= 0 and var next ? dot + 1 + next : -1;

    private static string? Broken(string path)
        => path.Length is 0 or > MaximumLength ? "must have 1 to 256 characters"
        : path.Any(char.IsControl) ? "must not have control characters"
        : path.Count(c => c == '.') > MaximumDots ? "must not have more than 16 dots"
        : null;
}
