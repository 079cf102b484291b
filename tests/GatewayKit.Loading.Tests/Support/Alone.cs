namespace GatewayKit.Loading.Tests.Support;

/// <summary>Tests that measure the process, or take its threads, run when no other does.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class Alone;
