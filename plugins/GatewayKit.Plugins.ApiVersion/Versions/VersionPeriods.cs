namespace GatewayKit.Plugins.ApiVersion.Versions;

/// <summary>The periods in which different versions are supported or deprecated: each sunset begins one, unless versions are served after
/// it, and each deprecation, if the versions are reported.</summary>
internal sealed class VersionPeriods
{
    private readonly VersionPeriod[] _periods;

    /// <param name="options">The valid options.</param>
    public VersionPeriods(ApiVersionOptions options)
    {
        IEnumerable<DateTimeOffset> sunsets = options.AfterSunset == AfterSunset.Serve ? []
            : options.Versions.Values.Select(version => version.Sunset).OfType<DateTimeOffset>();
        IEnumerable<DateTimeOffset> deprecations = !options.ReportVersions ? []
            : options.Versions.Values.Select(version => version.Deprecated).OfType<DateTimeOffset>();
        _periods = [.. sunsets.Concat(deprecations).Append(DateTimeOffset.MinValue).Distinct().Order()
            .Select(from => new VersionPeriod(options, from))];
    }

    /// <summary>Returns the period at a time.</summary>
    public VersionPeriod At(DateTimeOffset time)
    {
        var last = _periods.Length - 1;
        while (time < _periods[last].From)
            last--;
        return _periods[last];
    }
}
