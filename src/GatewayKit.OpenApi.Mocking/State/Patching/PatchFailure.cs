namespace GatewayKit.OpenApi.Mocking.State.Patching;

/// <summary>The reason why a patch wasn't applied.</summary>
/// <param name="Kind">The kind of failure.</param>
/// <param name="Location">The location in the patch, as a JSON Pointer.</param>
/// <param name="Message">The error, without values.</param>
internal sealed record PatchFailure(PatchFailureKind Kind, string Location, string Message);
