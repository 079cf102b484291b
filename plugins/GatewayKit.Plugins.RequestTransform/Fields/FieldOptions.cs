namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Checks options that name query parameters or fields of a form.</summary>
internal static class FieldOptions
{
    public static IEnumerable<OptionsError> Names(string option, IEnumerable<string> names)
        => names.Any(string.IsNullOrEmpty) ? [new OptionsError(option, "contains an empty name")] : [];

    public static IEnumerable<OptionsError> Renames(string option, IReadOnlyDictionary<string, string> renames)
        => Names(option, renames.Keys.Concat(renames.Values)).Concat(
            renames
                .Where(r => r.Key == r.Value)
                .Select(r => new OptionsError(option, $"renames {HeaderOptions.Quoted(r.Key)} to itself; use a different name")));
}
