namespace GatewayKit.Authentication;

/// <summary>Checks options about claims, for <see cref="IValidatedOptions.Validate"/>.</summary>
public static class ClaimOptions
{
    /// <summary>Checks the options that plugins have in common.</summary>
    /// <param name="options">The options.</param>
    /// <param name="path">The path before the names of the options, such as <c>tenants[0].</c>; may be empty.</param>
    /// <returns>An error for each option that isn't valid.</returns>
    public static IEnumerable<OptionsError> Validate(IClaimOptions options, string path = "")
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(path);
        return Check();

        IEnumerable<OptionsError> Check()
        {
            foreach (var error in (options.ConsumerClaim is { } consumer ? ClaimPath.Validate(path + "consumerClaim", consumer) : [])
                .Concat(options.GroupsClaim is { } groups ? ClaimPath.Validate(path + "groupsClaim", groups) : [])
                .Concat(options.RequiredClaims is { } rules ? ClaimRules.Validate(path + "requiredClaims", rules) : [])
                .Concat(ValidateList(path + "allowedGroups", options.AllowedGroups)))
                yield return error;
            if (options.ConsumerPrefix is { Length: > 0 } prefix && !ClaimNames.IsValid(prefix + "x"))
                yield return new OptionsError(path + "consumerPrefix", "must be printable ASCII characters without a space at the start");

            for (var i = 0; i < options.RequiredScopes?.Count; i++)
            {
                if (!BearerChallenges.IsScope(options.RequiredScopes[i]))
                    yield return new OptionsError($"{path}requiredScopes[{i}]",
                        $"is {HeaderOptions.Quoted(options.RequiredScopes[i])}; it must be a scope without spaces, quotes and backslashes");
            }
        }
    }

    /// <summary>Checks an option that lists the accepted values of a claim, such as <c>audiences</c>.</summary>
    /// <param name="option">The path of the option.</param>
    /// <param name="values">Its value; <c>null</c> for all values.</param>
    /// <returns>An error if the list is empty, and for each empty value.</returns>
    public static IEnumerable<OptionsError> ValidateList(string option, IReadOnlyList<string>? values)
    {
        if (values?.Count == 0)
            yield return new OptionsError(option, "is empty, so that no token is accepted; remove it for the default");
        for (var i = 0; i < values?.Count; i++)
        {
            if (values[i].Length == 0)
                yield return new OptionsError($"{option}[{i}]", "is empty");
        }
    }
}
