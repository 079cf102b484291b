using GatewayKit.Plugins.ApiVersion.Versions;

namespace GatewayKit.Plugins.ApiVersion.Reading;

/// <summary>The version in one or more places of a request; the default value for none.</summary>
/// <param name="Version">The supported version; null for none.</param>
/// <param name="Status">The status of the response to an unsupported version; 0 if there is none.</param>
/// <param name="IsConflict">Whether there are different versions.</param>
internal readonly record struct VersionReading(SupportedVersion? Version, int Status = 0, bool IsConflict = false)
{
    /// <summary>Gets whether there is no version.</summary>
    public bool IsNone => Version is null && Status == 0 && !IsConflict;

    /// <summary>Returns the reading of a version that may be supported.</summary>
    public static VersionReading Of(SupportedVersion? version, int status) => version is null ? new(null, status) : new(version);

    /// <summary>Combines the readings of two places.</summary>
    public VersionReading And(VersionReading other)
    {
        if (other.IsNone)
            return this;
        if (IsNone)
            return other;

        // Two unsupported versions can be the same; the response to the first one is right in any case.
        return IsConflict || other.IsConflict || Version != other.Version ? new(null, 0, IsConflict: true) : this;
    }
}
