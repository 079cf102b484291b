using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Portal.Database.Migrations;

/// <summary>Adds the users of OpenID Connect providers.</summary>
[DbContext(typeof(PortalContext))]
[Migration("20261202020000_Providers")]
internal sealed class Providers : Migration
{
    private const string Table = "gatewaykit_portal_developers";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("issuer", Table, maxLength: 500, nullable: true);
        migrationBuilder.AddColumn<string>("subject", Table, maxLength: 255, nullable: true);
        migrationBuilder.AddColumn<string>("provider_email", Table, maxLength: 256, nullable: true);
        migrationBuilder.AddColumn<string>("groups", Table, defaultValue: "");
        migrationBuilder.CreateIndex($"{Table}_by_subject", Table, ["issuer", "subject"], unique: true);
    }
}
