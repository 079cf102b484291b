using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Store.Database.Migrations;

/// <summary>Adds the places of secrets to changes. Nodes of an earlier version write none.</summary>
[DbContext(typeof(StoreContext))]
[Migration("20261202000000_Secrets")]
internal sealed class Secrets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.AddColumn<string>("secrets", "gatewaykit_changes", nullable: true);
}
