using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-password-file</c>.</summary>
internal sealed record PasswordFileOptions : IValidatedOptions
{
    /// <summary>The realm in the challenge of a 401 response.</summary>
    public string Realm { get; init; } = "gateway";

    /// <summary>The lines <c>USER:HASH</c>.</summary>
    [Secret]
    public string Users { get; init; } = "";

    /// <summary>The hashes by user, instead of <c>users</c>.</summary>
    [Secret]
    public IReadOnlyDictionary<string, string> Hashes { get; init; } = new Dictionary<string, string>();

    /// <summary>The addresses and networks whose requests need no password.</summary>
    [MaxLength(10_000)]
    public IReadOnlyList<string> Trusted { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in AddressNetworks.Validate("trusted", Trusted))
            yield return error;
        if (Users.Length > 0 && Hashes.Count > 0)
            yield return new OptionsError("hashes", "can't be combined with users");
        else if (PasswordFile.Problem(ToFile()) is { } problem)
            yield return new OptionsError(Hashes.Count > 0 ? "hashes" : "users", problem);
        if (Realm.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            yield return new OptionsError("realm", "must be printable ASCII");
    }

    /// <summary>Returns the lines <c>USER:HASH</c>.</summary>
    internal string ToFile()
        => Hashes.Count == 0 ? Users
            : string.Join('\n', Hashes.OrderBy(user => user.Key, StringComparer.Ordinal).Select(user => $"{user.Key}:{user.Value.Trim()}"));
}
