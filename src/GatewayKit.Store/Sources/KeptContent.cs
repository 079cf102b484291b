using System.Collections.Immutable;

namespace GatewayKit.Store.Sources;

/// <summary>The content of the file with the last valid revision.</summary>
internal sealed record KeptContent(long Revision, ImmutableArray<string> Keys, byte[] Entries);
