namespace GatewayKit.Plugins.Tests.Bodies.Matrix;

/// <summary>The result for a body.</summary>
internal readonly record struct BodyResult(string Name)
{
    /// <summary>The receiver gets the changed body, complete and in the same coding.</summary>
    public static readonly BodyResult Changed = new("changed");

    /// <summary>The receiver gets the decoded body as it was sent.</summary>
    public static readonly BodyResult Same = new("same");

    /// <summary>The receiver gets an empty body.</summary>
    public static readonly BodyResult Empty = new("empty");

    /// <summary>The client gets a response that is broken off, or a 502.</summary>
    public static readonly BodyResult Broken = new("broken");

    /// <summary>The client gets a problem, and the upstream no complete request.</summary>
    public static BodyResult Status(int status) => new(status.ToString());

    public override string ToString() => Name;
}
