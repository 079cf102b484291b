using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;

namespace GatewayKit.Cli.Packages;

/// <summary>A package at a source.</summary>
internal sealed record FeedPackage(PackageIdentity Identity, SourceRepository Source);
