using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Store;

/// <summary>The result of a change: the new revision, or the errors because of which there is none.</summary>
public sealed record StoreResult
{
    /// <summary>The number of the revision that is current now: the new one, or the one before if nothing was written.</summary>
    public required long Revision { get; init; }

    /// <summary>Whether a new revision was written: not after an error, for a dry run, or for a change without effect.</summary>
    public bool IsWritten { get; init; }

    /// <summary>The errors of the whole configuration with the changes; empty if it is valid.</summary>
    public ImmutableArray<ConfigError> Errors { get; init; } = [];

    /// <summary>The warnings about the whole configuration with the changes.</summary>
    public ImmutableArray<ConfigError> Warnings { get; init; } = [];

    /// <summary>The differences, with masked secrets; empty if there are errors.</summary>
    public ImmutableArray<EntryDifference> Differences { get; init; } = [];

    /// <summary>The entries of the developer portal that a rollback leaves as they are, although they differ from the earlier revision;
    /// empty for other changes. An error can be at one of them, if the rollback removes a group of theirs.</summary>
    public ImmutableArray<EntryKey> Kept { get; init; } = [];
}
