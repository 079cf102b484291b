namespace GatewayKit.Schema;

/// <summary>The meaning of one of YARP's keys in the schema.</summary>
/// <param name="Description">A short description.</param>
/// <param name="Values">The values that YARP defines. A host's code can register others.</param>
internal sealed record YarpKey(string Description, params string[] Values);
