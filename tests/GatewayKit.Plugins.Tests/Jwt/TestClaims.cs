using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>Claims and the time at which they are valid.</summary>
internal static class TestClaims
{
    public const string Issuer = "https://login.example";

    /// <summary>The time at which each test starts, and at which tokens are issued.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    public static long Now => Start.ToUnixTimeSeconds();

    public static FakeTimeProvider Clock() => new(Start);

    public static string Of(string issuer, string subject = "alice", string more = "")
        => $$"""{"iss":"{{issuer}}","sub":"{{subject}}","aud":"orders","iat":{{Now}},"exp":{{Now + 3600}}"""
            + (more.Length > 0 ? $",{more}}}" : "}");

    public static string Good(string more = "") => Of(Issuer, "alice", more);
}
