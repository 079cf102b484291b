using System.Text.RegularExpressions;

namespace GatewayKit.Plugins.BotDetection;

/// <summary>
/// Vulnerability scanners by the names that they send by default. Ordinary HTTP libraries, command-line clients, search engines and
/// monitoring services aren't in the list: APIs have good reasons to serve them.
/// </summary>
internal static class KnownScanners
{
    private static readonly string[] s_names =
    [
        "acunetix", "arachni", "brutus/aet", "burpcollaborator", "commix", "dirbuster", "feroxbuster", "fuzz faster u fool", "gobuster",
        "grendel-scan", "havij", "jorgee", "masscan", "metasploit", "morfeus", "n-stealth", "nessus", "netsparker", "nikto",
        "nmap scripting engine", "nuclei", "openvas", "paros/", "skipfish", "sqlmap", "sqlninja", "w3af", "webinspect", "webshag", "wfuzz",
        "whatweb", "wpscan", "zgrab", "zmeu",
    ];

    /// <summary>Creates the pattern: one of the names, not within a longer word.</summary>
    public static Regex Pattern()
        => AgentPattern.Parse($@"(^|[^a-z0-9])({string.Join('|', s_names.Select(Regex.Escape))})", out var problem)
            ?? throw new InvalidOperationException(problem);
}
