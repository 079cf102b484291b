namespace ThrowingServices;

#pragma warning disable CA1032, CA1064 // One constructor is all that the test needs.
public sealed class NoLicenceException() : Exception("there is no licence file");
#pragma warning restore CA1032, CA1064
