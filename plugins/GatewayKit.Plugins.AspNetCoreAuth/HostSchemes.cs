using Microsoft.AspNetCore.Authentication;

namespace GatewayKit.Plugins.AspNetCoreAuth;

/// <summary>The authentication schemes of the host when the configuration loads.</summary>
internal sealed class HostSchemes
{
    private readonly string[] _names;
    private readonly string? _default;
    private readonly string? _defaultChallenge;

    private HostSchemes(string[] names, string? byDefault, string? defaultChallenge)
        => (_names, _default, _defaultChallenge) = (names, byDefault, defaultChallenge);

    public static HostSchemes Of(IAuthenticationSchemeProvider? provider) => provider is null
        ? new HostSchemes([], null, null)
        : new HostSchemes(
            [.. Result(provider.GetAllSchemesAsync()).Select(scheme => scheme.Name).Order(StringComparer.Ordinal)],
            Result(provider.GetDefaultAuthenticateSchemeAsync())?.Name,
            Result(provider.GetDefaultChallengeSchemeAsync())?.Name);

    /// <summary>Returns the schemes of an option, or the host's default.</summary>
    /// <exception cref="PluginOptionsException">The host doesn't have one of them.</exception>
    public string[] FindAll(IReadOnlyList<string> option)
    {
        if (option.Count == 0)
            return _default is not null ? [_default] : throw Error("schemes", "is empty, but the host doesn't have a default scheme");

        var errors = option.Select((name, index) => Find($"schemes[{index}]", name)).OfType<OptionsError>().ToArray();
        return errors.Length == 0 ? [.. option] : throw new PluginOptionsException(errors);
    }

    /// <summary>Returns the scheme that challenges: that of the option, the host's default, or else the one that authenticates.</summary>
    /// <exception cref="PluginOptionsException">The host doesn't have it.</exception>
    public string FindChallenge(string? option, string authenticating)
        => option is null ? _defaultChallenge ?? authenticating
            : Find("challengeScheme", option) is { } error ? throw new PluginOptionsException([error])
            : option;

    private OptionsError? Find(string option, string name)
        => _names.Contains(name, StringComparer.Ordinal)
            ? null
            : new OptionsError(option, $"is {HeaderOptions.Quoted(name)}, which isn't an authentication scheme of the host; {Available()}");

    private PluginOptionsException Error(string option, string message)
        => new([new OptionsError(option, $"{message}; {Available()}")]);

    private string Available()
        => _names.Length > 0 ? $"available: {string.Join(", ", _names)}" : "it has none. Add some with AddAuthentication()";

    /// <summary>The default provider completes at once; a constructor can't await another one.</summary>
    private static T Result<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
