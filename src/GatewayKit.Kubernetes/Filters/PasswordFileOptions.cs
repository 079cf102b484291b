using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-password-file</c>.</summary>
internal sealed record PasswordFileOptions : IValidatedOptions
{
    /// <summary>The realm in the challenge of a 401 response.</summary>
    public string Realm { get; init; } = "gateway";

    /// <summary>The lines <c>USER:HASH</c>.</summary>
    [Secret]
    public required string Users { get; init; }

    /// <summary>The addresses and networks whose requests need no password.</summary>
    [MaxLength(10_000)]
    public IReadOnlyList<string> Trusted { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in AddressNetworks.Validate("trusted", Trusted))
            yield return error;
        if (PasswordFile.Problem(Users) is { } problem)
            yield return new OptionsError("users", problem);
        if (Realm.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            yield return new OptionsError("realm", "must be printable ASCII");
    }
}
